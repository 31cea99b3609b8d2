from .assignment import Campaign, CampaignMail, CourseAssignment, CourseRule
from .attendance import (
    Attendance,
    HeadCount,
    Interval,
    OpeningBalance,
    Origin,
    PublishedYear,
    Registration,
    Scan,
    UnknownAttendee,
)
from .board import Post, PostFile, PostRead, RobotMessage
from .case import Case
from .counselling import FollowUp, TreatedFinding
from .course import Completion, Course, Lesson, LessonFile, LessonView, VideoHost
from .event import Event, Invitation, Place, Session
from .material import Material, RecordsSent, Satisfaction
from .quiz import Attempt, QuizChoice, QuizQuestion
from .supervision import Supervision, SupervisionGroup

__all__ = [
    "Attempt",
    "Attendance",
    "Campaign",
    "CampaignMail",
    "Case",
    "Completion",
    "Course",
    "CourseAssignment",
    "CourseRule",
    "Event",
    "FollowUp",
    "HeadCount",
    "Interval",
    "Invitation",
    "Lesson",
    "LessonFile",
    "LessonView",
    "Material",
    "OpeningBalance",
    "Origin",
    "Place",
    "Post",
    "PostFile",
    "PostRead",
    "PublishedYear",
    "QuizChoice",
    "QuizQuestion",
    "RecordsSent",
    "Registration",
    "RobotMessage",
    "Satisfaction",
    "Scan",
    "Session",
    "Supervision",
    "SupervisionGroup",
    "TreatedFinding",
    "UnknownAttendee",
    "VideoHost",
]
