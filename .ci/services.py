"""What .ci/run asks PostgreSQL and Redis for; run in `.venv`.

find                 print the address of a PostgreSQL on 5432 that lets us make databases
drop ADDRESS NAME    drop the databases whose name has NAME in it, if a test run left any
claim ADDRESS NAME   print the address of an empty database of that Redis, marked as ours
release ADDRESS NAME empty it, if it is still ours
"""

import contextlib
import sys

import psycopg2
import redis

KNOWN = ("postgres://postgres@127.0.0.1:5432", "postgres://postgres:postgres@127.0.0.1:5432")
MARK = "portal-ci"


def find():
    for address in KNOWN:
        with contextlib.suppress(psycopg2.OperationalError):
            psycopg2.connect(f"{address}/postgres", connect_timeout=5).close()
            return address
    return sys.exit(1)


def drop(address, name):
    line = psycopg2.connect(f"{address}/postgres")
    line.autocommit = True
    with contextlib.closing(line), line.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"%{name}%"])
        for (found,) in cursor.fetchall():
            cursor.execute(f'DROP DATABASE "{found}" WITH (FORCE)')
    return f"left nothing of {name}"


def claim(address, name):
    for number in range(15, 0, -1):
        line = redis.Redis.from_url(f"{address}/{number}")
        if line.dbsize() == 0 and line.set(MARK, name, nx=True, ex=3600):
            return f"{address}/{number}"
    return sys.exit(".ci/run: every database of this Redis is in use")


def release(address, name):
    line = redis.Redis.from_url(address)
    if (line.get(MARK) or b"").decode() == name:
        line.flushdb()
    return f"left nothing of {name}"


if __name__ == "__main__":
    verb, *rest = sys.argv[1:]
    print({"find": find, "drop": drop, "claim": claim, "release": release}[verb](*rest))
