from .approach import Approach, ApproachRow, DueKind
from .approval import Approval
from .approval_policy import ApprovalPolicy, RequiredAssessment, RequiredCertificate
from .assessment import (
    Assessment,
    AssessmentDimension,
    AssessmentKind,
    AssessmentReport,
    AssessmentScore,
)
from .certificate import Certificate, CertificateKind, CertificateReminder, Standing
from .class_override import ClassOverride
from .classification import Classification, RiskYear
from .code_series import CodeSeries
from .code_version import CodeText, CodeVersion
from .contact import Contact
from .correction import Correction
from .country import Country, CountryAlias, CountryIndicator
from .declaration import Declaration, DeclarationBalance, SignatureRequest
from .due import Done, DueCapacity, DueItem, DueList
from .factor import Factor, FactorReading
from .identifier import SupplierIdentifier
from .membership import Assignment, Membership
from .merge import Merge
from .model_preview import ModelPreview, PreviewRow
from .paper_file import PaperFile
from .paper_life import Paper
from .possible_match import PossibleMatch, WaitingRow
from .reading_note import ReadingNote
from .risk_model import Category, CategoryWeight, ModelFactor, OverrideRule, RiskClass, RiskModel
from .sector import Sector
from .site import Site
from .supplier import Supplier, SupplierAlias
from .supplier_list import ListedSite, ListedSupplier, SupplierList
from .supply import Commodity, Supply

__all__ = [
    "Approach",
    "ApproachRow",
    "Approval",
    "ApprovalPolicy",
    "Assessment",
    "AssessmentDimension",
    "AssessmentKind",
    "AssessmentReport",
    "AssessmentScore",
    "Assignment",
    "Category",
    "CategoryWeight",
    "Certificate",
    "CertificateKind",
    "CertificateReminder",
    "ClassOverride",
    "Classification",
    "CodeSeries",
    "CodeText",
    "CodeVersion",
    "Commodity",
    "Contact",
    "Correction",
    "Country",
    "CountryAlias",
    "CountryIndicator",
    "Declaration",
    "DeclarationBalance",
    "Done",
    "DueCapacity",
    "DueItem",
    "DueKind",
    "DueList",
    "Factor",
    "FactorReading",
    "ListedSite",
    "ListedSupplier",
    "Membership",
    "Merge",
    "ModelFactor",
    "ModelPreview",
    "OverrideRule",
    "Paper",
    "PaperFile",
    "PossibleMatch",
    "PreviewRow",
    "ReadingNote",
    "RequiredAssessment",
    "RequiredCertificate",
    "RiskClass",
    "RiskModel",
    "RiskYear",
    "Sector",
    "SignatureRequest",
    "Site",
    "Standing",
    "Supplier",
    "SupplierAlias",
    "SupplierIdentifier",
    "SupplierList",
    "Supply",
    "WaitingRow",
]
