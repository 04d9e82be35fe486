"""Read-only SQL views for Grafana, Metabase and the like: totals per unit and day, and never a person (docs/data.md).

They are made anew after migrations: SQLite can't rename a table below a view, which Alembic does where it makes a
table anew. On PostgreSQL they are replaced in place, so that they keep what was granted on them.
"""

from sqlalchemy import Connection, text

_PLACE = (
    "a.code AS agency_code, a.name AS agency_name, u.code AS unit_code, u.name AS unit_name, u.province AS province"
)
_JOINS = "JOIN agency a ON a.id = x.agency_id JOIN unit u ON u.id = x.unit_id"

_VIEWS = {
    "stat_activities": """
        SELECT x.report_date AS report_date, {place},
               i.key AS indicator, i.label AS indicator_label, i.measure AS measure,
               x.led AS led, x.joined AS joined
        FROM unit_day_total x {joins}
        JOIN indicator i ON i.id = x.indicator_id""",
    "stat_reports": """
        SELECT x.report_date AS report_date, {place},
               x.reports AS reports, x.reported AS reported, x.on_time AS on_time,
               x.reported - x.on_time AS late, x.nil AS nil
        FROM unit_day x {joins}""",
    "stat_enforcement": """
        SELECT x.event_date AS event_date, {place},
               x.cases AS cases, x.suspects AS suspects,
               x.goods_value AS goods_value, x.loss_prevented AS loss_prevented
        FROM enforcement x {joins}
        WHERE x.voided_at IS NULL""",
    "stat_enforcement_goods": """
        SELECT e.event_date AS event_date, a.code AS agency_code, g.kind AS kind,
               g.thousandths / 1000.0 AS quantity, g.measure AS measure
        FROM enforcement_goods g
        JOIN enforcement e ON e.id = g.enforcement_id
        JOIN agency a ON a.id = e.agency_id
        WHERE e.voided_at IS NULL""",
    "stat_targets": """
        SELECT t.semester AS semester, a.code AS agency_code, i.key AS indicator, t.amount AS amount
        FROM target t
        JOIN indicator i ON i.id = t.indicator_id
        LEFT JOIN agency a ON a.id = t.agency_id
        WHERE t.amount IS NOT NULL""",
    "stat_operations": """
        SELECT o.name AS operation, o.first_day AS first_day, {last_day} AS planned_last_day,
               o.ended_on AS ended_on, a.code AS agency_code
        FROM operation o
        LEFT JOIN operation_agency p ON p.operation_id = o.id
        LEFT JOIN agency a ON a.id = p.agency_id""",
}

NAMES = tuple(_VIEWS)
"""The names of all views."""

_LAST_DAY = {
    "sqlite": "date(o.first_day, '+' || (o.days - 1) || ' days')",
    "postgresql": "o.first_day + (o.days - 1)",
}


def drop_views(connection: Connection) -> None:
    """Take the views away, before tables below them go or are made anew."""
    for name in NAMES:
        connection.execute(text(f"DROP VIEW IF EXISTS {name}"))


def create_views(connection: Connection) -> None:
    """Make the views, or bring them to their present form."""
    dialect = connection.dialect.name
    or_replace = "" if dialect == "sqlite" else "OR REPLACE "
    for name, query in _VIEWS.items():
        columns = query.format(place=_PLACE, joins=_JOINS, last_day=_LAST_DAY[dialect])
        connection.execute(text(f"CREATE {or_replace}VIEW {name} AS {columns}"))
