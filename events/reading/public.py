"""The outside form of a finding, as `curbwatch read --json` prints it."""

from typing import Any

from events.finding import Evidence, Finding


def public(finding: Finding) -> dict[str, Any]:
    """Plain JSON data with the keys of the contract; days as YYYY-MM-DD, an hour as UTC."""
    audience: dict[str, Any] = {"barred": list(finding.audience.barred), "exempt": list(finding.audience.exempt)}
    if finding.kind == "relaxation" or (finding.kind == "launch" and finding.audience.admitted):
        audience["admitted"] = list(finding.audience.admitted)
    launch = finding.kind == "launch"
    plain: dict[str, Any] = {
        "kind": finding.kind,
        "direction": finding.direction,
        "title": finding.title,
        "issuer": finding.issuer,
        "jurisdiction": finding.jurisdiction,
        "targets": list(finding.targets),
        "listed": list(finding.listed),
        "act": finding.act,
        "surfaces": list(finding.surfaces),
        "audience": audience,
        "happened_on": finding.happened_on.isoformat() if finding.happened_on else None,
        "effective_on": finding.effective_on.isoformat() if finding.effective_on and not launch else None,
        "effective_until": finding.effective_until.isoformat() if finding.effective_until else None,
        "certainty": finding.certainty,
        "rivals": [{"model": r.model, "rival_of": list(r.rival_of), "claim": r.claim} for r in finding.rivals],
        "confidence": finding.confidence,
        "evidence": [_proof(e) for e in finding.evidence],
    }
    if finding.effective_at is not None and not launch:
        plain["effective_at"] = finding.effective_at.isoformat().replace("+00:00", "Z")
    if finding.dependencies:
        plain["dependencies"] = [
            {"model": d.model, "on": list(d.on), "undisclosed": d.undisclosed} for d in finding.dependencies
        ]
    if finding.topics:
        plain["topics"] = list(finding.topics)
    if finding.carries_out:
        plain["carries_out"] = True
    if finding.reported_only:
        plain["reported_only"] = True
    if finding.new:
        plain["new"] = True
        plain["new_targets"] = {ref: finding.names.get(ref, ref) for ref in finding.new}
    return plain


def _proof(evidence: Evidence) -> dict[str, str]:
    plain = {"field": evidence.field, "basis": evidence.basis}
    if evidence.basis == "quote":
        plain["quote"] = evidence.quote
    return plain
