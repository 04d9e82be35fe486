"""What is stored: one file of tables for each subject. Import the tables from here."""

from models.schema.activities import Activity, Photo, PhotoState
from models.schema.base import Base
from models.schema.enforcement import (
    Enforcement,
    EnforcementDraft,
    EnforcementGoods,
    EnforcementRevision,
    OpeningBalance,
    OpeningFigure,
)
from models.schema.files import Letterhead, ReportImport
from models.schema.forms import Draft, DraftPurpose, DraftState, Joining, ProcessedUpdate, Prompt
from models.schema.heartbeats import Heartbeat, Outage
from models.schema.operations import Operation, OperationAgency
from models.schema.organisation import (
    Agency,
    CoordinationGroup,
    Indicator,
    ScheduleSetting,
    StructureChange,
    StructureKind,
    Unit,
)
from models.schema.people import (
    Absence,
    Guessing,
    Invitation,
    JoinRequest,
    JoinRequestState,
    Member,
    Membership,
    Reopening,
    Role,
    StaleMenu,
    ZoneOverride,
)
from models.schema.posts import FrozenRecap, GroupPost, Outbox, OutboxState, PostState
from models.schema.privacy import Consent, Erasure, ErasureState
from models.schema.reports import DailyReport, ReportAnswer, ReportRevision, UnitDay, UnitDayTotal
from models.schema.running import Fault, RunningProcess, UpdateAttempt
from models.schema.steering import Audience, Broadcast, BroadcastState, HourChange, Rest
from models.schema.targets import Target, TargetRevision
from models.schema.trail import AuditDetail, AuditEvent, AuditSeal, AuditUnsealed

__all__ = [
    "Absence",
    "Activity",
    "Agency",
    "Audience",
    "AuditDetail",
    "AuditEvent",
    "AuditSeal",
    "AuditUnsealed",
    "Base",
    "Broadcast",
    "BroadcastState",
    "Consent",
    "CoordinationGroup",
    "DailyReport",
    "Draft",
    "DraftPurpose",
    "DraftState",
    "Enforcement",
    "EnforcementDraft",
    "EnforcementGoods",
    "EnforcementRevision",
    "Erasure",
    "ErasureState",
    "Fault",
    "FrozenRecap",
    "GroupPost",
    "Guessing",
    "Heartbeat",
    "HourChange",
    "Indicator",
    "Invitation",
    "JoinRequest",
    "JoinRequestState",
    "Joining",
    "Letterhead",
    "Member",
    "Membership",
    "OpeningBalance",
    "OpeningFigure",
    "Operation",
    "OperationAgency",
    "Outage",
    "Outbox",
    "OutboxState",
    "Photo",
    "PhotoState",
    "PostState",
    "ProcessedUpdate",
    "Prompt",
    "Reopening",
    "ReportAnswer",
    "ReportImport",
    "ReportRevision",
    "Rest",
    "Role",
    "RunningProcess",
    "ScheduleSetting",
    "StaleMenu",
    "StructureChange",
    "StructureKind",
    "Target",
    "TargetRevision",
    "Unit",
    "UnitDay",
    "UnitDayTotal",
    "UpdateAttempt",
    "ZoneOverride",
]
