"""Who may open what: one line an address, one line an operation of the API.

Add a line here with every new page and operation; without it the suite fails. The tests send a GET and a POST
as every role, in their own municipality and in another one, to a draft and to an adopted strategy.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tests.permissions.world import ROLES, STRANGER

EVERYONE = frozenset({*ROLES, STRANGER})
SIGNED_IN = EVERYONE - {"visitor"}
VISITORS = frozenset({"visitor"})
MEMBERS = SIGNED_IN - {"guest", "installation_admin", STRANGER}
STAFF = MEMBERS | {"installation_admin"}
WITH_A_ROLE = STAFF | {"guest"}
WITH_IDEAS = MEMBERS | {"guest"}
OFFICE = frozenset({"strategy_office", "installation_admin"})
RUNNING = frozenset({"executive", "strategy_office"})
FOLLOWING = frozenset({"strategy_office"})
EXECUTIVES = frozenset({"executive"})
CENTRE_WRITERS = frozenset({"unit_leader", "strategy_office"})
CENTRE_CHIEF = frozenset({"unit_leader"})
TRIAGING = RUNNING | CENTRE_CHIEF
DECIDING = EXECUTIVES | CENTRE_CHIEF
PROPOSING = RUNNING | {"unit_leader", "other_leader", "initiative_lead"}
ADMINISTRATORS = frozenset({"installation_admin"})
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Line:
    """Who gets an answer, and which. Everybody else is refused: 403, or sent to sign in."""

    who: frozenset[str]
    get: frozenset[int] = frozenset({200})
    post: frozenset[int] = frozenset({200, 302})
    others: frozenset[int] = frozenset({403})
    conditions: frozenset[int] = field(default=frozenset())
    """Answered to anyone because of how the thing stands, such as 409 for an adopted strategy."""
    only_reads: bool = False
    inside: bool = False
    """What it names is not even found by those who do not work here."""


def reads(who: frozenset[str], *get: int) -> Line:
    """A page to read. Some only send on to another page."""
    return Line(who, get=frozenset(get or {200}), only_reads=True)


def form(who: frozenset[str]) -> Line:
    return Line(who)


def button(who: frozenset[str], *conditions: int) -> Line:
    """An address that only does something: looking at it is refused."""
    return Line(
        who, get=frozenset({405}), post=frozenset({200, 302, 404, 409}),
        conditions=frozenset(conditions),
    )  # fmt: skip


def inside(line: Line) -> Line:
    return replace(line, inside=True)


def picture(who: frozenset[str]) -> Line:
    return Line(who, post=frozenset({405}), only_reads=True)


def account(who: frozenset[str], *others: int) -> Line:
    """A page of one's own account: who it is not for is sent on, or told why."""
    return Line(
        who, get=frozenset({200, 302, 403, 404, 405}), post=frozenset({200, 302, 403, 404, 405}),
        others=frozenset(others or {302}),
    )  # fmt: skip


PAGES = {
    "set_language": reads(EVERYONE, 302),
    "design:gallery": reads(EVERYONE),  # in a demo only
    "design:gallery_component": reads(EVERYONE),
    # One's own account
    "account_login": account(VISITORS),
    "account_logout": account(SIGNED_IN),
    "account_signup": account(VISITORS),  # says that accounts are given by the strategy office
    "account_inactive": picture(EVERYONE),
    "account_reauthenticate": account(SIGNED_IN),
    "account_change_password": account(SIGNED_IN),
    "account_set_password": account(SIGNED_IN),
    "account_reset_password": form(EVERYONE),
    "account_reset_password_done": picture(EVERYONE),
    "account_reset_password_from_key": form(EVERYONE),
    "account_reset_password_from_key_done": picture(EVERYONE),
    "mfa_index": account(SIGNED_IN),
    "mfa_authenticate": account(NOBODY),  # only between password and code
    "mfa_reauthenticate": account(SIGNED_IN),
    "mfa_activate_totp": account(SIGNED_IN),
    "mfa_deactivate_totp": account(SIGNED_IN),
    "mfa_view_recovery_codes": account(SIGNED_IN),
    "mfa_generate_recovery_codes": account(SIGNED_IN),
    "mfa_download_recovery_codes": account(SIGNED_IN),
    "provider_begin": Line(NOBODY, others=frozenset({404, 405})),  # where one is configured
    "provider_answer": Line(NOBODY, others=frozenset({404, 405})),
    "organisation:profile": form(SIGNED_IN),
    "organisation:sign_out_everywhere": button(SIGNED_IN),
    "organisation:demo_sign_in": Line(NOBODY, others=frozenset({404, 405})),  # demo people alone
    "organisation:new_municipality": form(ADMINISTRATORS),
    # A municipality
    "organisation:people": reads(STAFF),
    "organisation:grant_role": form(OFFICE),
    "organisation:end_role": form(OFFICE),
    "organisation:units": reads(EVERYONE),
    "organisation:new_unit": form(OFFICE),
    "organisation:edit_unit": form(OFFICE),
    "organisation:settings": form(OFFICE),
    "organisation:vocabulary": form(OFFICE),
    "organisation:edit_logo": form(OFFICE),
    "organisation:tokens": form(STAFF),
    "organisation:revoke_token": button(STAFF),  # one's own; another's is not found
    "organisation:logo": picture(EVERYONE),
    "organisation:theme_css": picture(EVERYONE),
    # Writing a strategy. Once it is adopted, its parts stay: 409 whoever asks
    "strategy:new": form(RUNNING),
    "strategy:edit": form(RUNNING),
    "strategy:adopt": form(EXECUTIVES),
    "strategy:close": form(RUNNING),
    "strategy:add_focus_area": form(RUNNING),
    "strategy:edit_focus_area": form(RUNNING),
    "strategy:move_focus_area": button(RUNNING, 409),
    "strategy:remove_focus_area": button(RUNNING, 409),
    "strategy:add_objective": form(RUNNING),
    "strategy:edit_objective": form(RUNNING),
    "strategy:move_objective": button(RUNNING, 409),
    "strategy:remove_objective": button(RUNNING, 409),
    "strategy:add_question": form(RUNNING),
    "strategy:edit_question": form(RUNNING),
    "strategy:move_question": button(RUNNING, 409),
    "strategy:remove_question": button(RUNNING, 409),
    "strategy:add_driver": form(RUNNING),
    "strategy:edit_driver": form(RUNNING),
    "strategy:move_driver": button(RUNNING, 409),
    "strategy:remove_driver": button(RUNNING, 409),
    "strategy:edit_centre_strategy": form(CENTRE_WRITERS),
    "strategy:adopt_centre_strategy": button(CENTRE_CHIEF),
    "strategy:write_contribution": form(CENTRE_WRITERS),
    # Ideas: what is handed in is for those who work here, and a guest's own for the guest
    "initiatives:ideas": reads(WITH_IDEAS),
    "initiatives:new_idea": form(WITH_IDEAS),
    "initiatives:similar": reads(WITH_IDEAS),
    "initiatives:queue": reads(MEMBERS),
    "initiatives:idea": inside(reads(MEMBERS)),
    "initiatives:edit_idea": inside(form(CENTRE_WRITERS)),
    "initiatives:answer_idea": inside(form(TRIAGING)),
    "initiatives:hand_over": inside(form(TRIAGING)),
    "initiatives:join": inside(button(MEMBERS)),
    "initiatives:follow": inside(button(MEMBERS)),
    "initiatives:comment": inside(button(MEMBERS)),
    "initiatives:attach": inside(form(MEMBERS)),
    # Prejekter, projects and what is done at once; those of a draft are not public
    "initiatives:prejekter": reads(EVERYONE),
    "initiatives:new_prejekt": form(PROPOSING),
    "initiatives:initiative": reads(EVERYONE),
    "initiatives:follow_initiative": button(MEMBERS),
    "initiatives:comment_initiative": button(MEMBERS),
    "initiatives:attach_to_initiative": form(MEMBERS),
    "initiatives:attachment": inside(reads(MEMBERS)),
    "initiatives:remove_attachment": inside(button(frozenset({"strategy_office"}))),
    "initiatives:edit_matter": form(TRIAGING),
    "initiatives:edit_frame": form(TRIAGING),
    "initiatives:gate": form(DECIDING),
    "initiatives:wake": form(DECIDING),
    "initiatives:add_prejekt_line": form(TRIAGING),
    "initiatives:edit_prejekt_line": form(TRIAGING),
    "initiatives:settle": form(TRIAGING),
    "initiatives:remove_prejekt_line": button(TRIAGING),
    "initiatives:projects": reads(MEMBERS),
    "initiatives:new_project": form(PROPOSING),
    "initiatives:edit_project": form(TRIAGING),
    "initiatives:move_project": form(TRIAGING),
    "initiatives:add_plan_line": form(TRIAGING),
    "initiatives:edit_plan_line": form(TRIAGING),
    "initiatives:remove_plan_line": button(TRIAGING),
    "initiatives:move_milestone": button(TRIAGING),
    "initiatives:tick_deliverable": button(TRIAGING),
    # The catalogue, what is selected into it, and people who take part
    "initiatives:catalogue": reads(EVERYONE),
    "initiatives:catalogue_editions": reads(EVERYONE),
    "initiatives:catalogue_edition": reads(EVERYONE),
    "initiatives:new_edition": form(RUNNING),
    "initiatives:catalogue_pictures": reads(MEMBERS),
    "initiatives:selection": reads(MEMBERS),
    "initiatives:select_one": form(EXECUTIVES),
    "initiatives:breadth": reads(MEMBERS),
    "initiatives:facilitators": reads(MEMBERS),
    "initiatives:offer_to_facilitate": form(MEMBERS),
    "initiatives:mine": reads(WITH_IDEAS),
    "initiatives:choose_news": button(WITH_IDEAS),
    # Indicators: what is public is everyone's; rows, files and names are for those who work here
    "indicators:indicators": reads(EVERYONE),
    "indicators:new_indicator": form(PROPOSING),
    "indicators:indicator": reads(EVERYONE),
    "indicators:edit_indicator": form(TRIAGING),
    "indicators:compare": form(TRIAGING),
    "indicators:end_indicator": form(TRIAGING),
    "indicators:remove_indicator": button(TRIAGING),
    "indicators:compute": button(TRIAGING),
    "indicators:enter_value": form(TRIAGING),
    "indicators:correct_value": form(TRIAGING),
    "indicators:set_target": form(TRIAGING),
    "indicators:edit_target": form(TRIAGING),
    "indicators:remove_target": button(TRIAGING),
    "indicators:accept_step": form(TRIAGING),
    "indicators:withdraw_step": button(TRIAGING),
    "indicators:rows": reads(MEMBERS),
    "indicators:new_import": form(TRIAGING),
    "indicators:import": form(MEMBERS),  # who may enter values chooses the columns, others look
    "indicators:stop_import": button(TRIAGING),
    "indicators:import_file": reads(MEMBERS),
    "indicators:figures": reads(EVERYONE),
    # Effect and learning: what is published is everyone's; chain and expectations are for those who work here
    "effects:initiative": reads(EVERYONE),
    "effects:add_step": form(TRIAGING),
    "effects:edit_step": form(TRIAGING),
    "effects:move_step": button(TRIAGING),
    "effects:remove_step": button(TRIAGING),
    "effects:write_expectation": form(TRIAGING),
    "effects:edit_expectation": form(TRIAGING),
    "effects:remove_expectation": button(TRIAGING),
    "effects:evaluations": reads(EVERYONE),
    "effects:new_evaluation": form(RUNNING | {"initiative_lead"}),
    "effects:evaluation": reads(EVERYONE),
    "effects:edit_evaluation": form(TRIAGING),
    "effects:run": button(TRIAGING),
    "effects:conclude": form(TRIAGING),
    "effects:publish_evaluation": button(RUNNING),
    "effects:figures": reads(EVERYONE),
    "effects:learnings": reads(EVERYONE),
    "effects:new_learning": form(MEMBERS),
    "effects:learning": reads(EVERYONE),
    "effects:edit_learning": form(TRIAGING),
    "effects:decide": form(TRIAGING),
    "effects:changed": form(TRIAGING),
    "effects:helped": form(TRIAGING),
    "effects:no_change": form(TRIAGING),
    "effects:publish_learning": button(RUNNING),
    "reports:catalogue_pdf": reads(EVERYONE),
    "reports:catalogue_csv": reads(EVERYONE),
    "reports:edition_pdf": reads(EVERYONE),
    "reports:round_reports": Line(MEMBERS, post=frozenset({405}), others=frozenset({404, 405})),
    "reports:round_report": Line(MEMBERS, post=frozenset({405}), others=frozenset({404, 405})),
    # Following up: rounds, reports, meetings and decisions are for those who work here
    "followup:rounds": reads(EVERYONE),
    "followup:prepare_round": form(FOLLOWING),
    "followup:round": inside(reads(MEMBERS)),
    "followup:edit_round": inside(form(FOLLOWING)),
    "followup:remove_round": inside(button(FOLLOWING)),
    "followup:run_round": inside(reads(FOLLOWING)),
    "followup:open_round": inside(button(FOLLOWING)),
    "followup:close_round": inside(button(FOLLOWING)),
    "followup:reopen_round": inside(form(FOLLOWING)),
    "followup:remind": inside(button(FOLLOWING)),
    "followup:settle_letters": inside(button(FOLLOWING)),
    "followup:report": inside(reads(MEMBERS)),
    "followup:hand_over": inside(form(CENTRE_WRITERS)),
    "followup:units": inside(reads(MEMBERS)),
    "followup:unit": inside(Line(CENTRE_WRITERS, post=frozenset({404}))),  # no report is named
    "followup:mark_ready": inside(button(CENTRE_WRITERS)),
    "followup:take_back_ready": inside(button(CENTRE_WRITERS)),
    "followup:mine": Line(MEMBERS, post=frozenset({404})),
    "followup:answer": Line(NOBODY, others=frozenset({404})),  # without its secret
    "followup:new_link": Line(EVERYONE, get=frozenset({405})),  # says the same to all
    "followup:deputies": reads(MEMBERS),
    "followup:appoint_deputy": form(MEMBERS),
    "followup:end_deputy": inside(form(FOLLOWING)),  # and whoever is away
    "followup:my_calendar": form(MEMBERS),
    "followup:calendar": Line(NOBODY, others=frozenset({404, 405})),  # without its secret
    "followup:meetings": inside(reads(MEMBERS)),
    "followup:plan_meeting": inside(form(RUNNING)),
    "followup:meeting": inside(reads(MEMBERS)),
    "followup:edit_meeting": inside(form(RUNNING)),
    "followup:make_agenda": inside(button(RUNNING)),
    "followup:add_point": inside(form(RUNNING)),
    "followup:edit_point": inside(form(RUNNING)),
    "followup:move_point": inside(button(RUNNING)),
    "followup:drop_point": inside(button(RUNNING)),
    "followup:put_back": inside(button(RUNNING)),
    "followup:mark_treated": inside(button(RUNNING)),
    "followup:take_minutes": inside(button(RUNNING)),
    "followup:decide": inside(form(RUNNING)),
    "followup:decisions": reads(MEMBERS),
    "followup:record_decision": form(RUNNING),
    "followup:decision": inside(reads(MEMBERS)),
    "followup:end_decision": inside(form(RUNNING)),  # and whoever is responsible
    "followup:replace_decision": inside(form(RUNNING)),
    "followup:sign_round": reads(EVERYONE, 302),  # of a signed round leads to its record
    "followup:records": Line(MEMBERS, post=frozenset({405}), others=frozenset({302, 405})),
    "followup:public_record": picture(EVERYONE),
    "followup:add_to_record": form(RUNNING),
    "followup:record": Line(MEMBERS, post=frozenset({405}), others=frozenset({302, 405})),
    "followup:export_record": Line(MEMBERS, post=frozenset({405}), others=frozenset({404, 405})),
    "followup:compare_rounds": Line(MEMBERS, post=frozenset({405}), others=frozenset({404, 405})),
    # Reading
    "overview:installation": reads(EVERYONE),
    "overview:about": reads(EVERYONE),
    "overview:accessibility": reads(EVERYONE),
    "overview:municipality": reads(EVERYONE),
    "overview:my_page": reads(WITH_A_ROLE),
    "overview:search": reads(EVERYONE),
    "overview:centres": reads(EVERYONE),
    "overview:centre": reads(EVERYONE),
    "overview:strategies": reads(EVERYONE),
    "overview:strategy": reads(EVERYONE),
    "overview:drivers": reads(EVERYONE),
    "overview:trail": reads(EVERYONE),
    "overview:choose_day": reads(EVERYONE, 302),
    "overview:as_it_was": reads(EVERYONE),
    "overview:focus_area": reads(EVERYONE),
    "overview:objective": reads(EVERYONE),
    "overview:centre_strategy": reads(EVERYONE),
}

NOT_PAGES = {
    "api:openapi-json": "the description of the API, for everyone",
    "api:api-root": "the API's own beginning",
}
"""Addresses of the API that are no operation."""

OPERATIONS = {
    "organisation_list_municipalities": EVERYONE,
    "organisation_create_municipality": ADMINISTRATORS,
    "organisation_read_municipality": EVERYONE,
    "organisation_edit_municipality": OFFICE,
    "organisation_list_units": EVERYONE,
    "organisation_add_unit": OFFICE,
    "organisation_read_unit": EVERYONE,
    "organisation_edit_unit": OFFICE,
    "organisation_list_people": STAFF,
    "organisation_read_person": STAFF,
    "organisation_read_membership": STAFF,
    "organisation_grant_membership": OFFICE,
    "organisation_end_membership": OFFICE,
    "organisation_read_me": WITH_A_ROLE,
    "organisation_edit_me": WITH_A_ROLE,
    "strategy_list_strategies": EVERYONE,
    "strategy_create_strategy": RUNNING,
    "strategy_read_strategy": EVERYONE,
    "strategy_edit_strategy": RUNNING,
    "strategy_adopt_strategy": EXECUTIVES,
    "strategy_close_strategy": RUNNING,
    "strategy_list_drivers": EVERYONE,
    "strategy_add_driver": RUNNING,
    "strategy_read_driver": EVERYONE,
    "strategy_edit_driver": RUNNING,
    "strategy_move_driver": RUNNING,
    "strategy_remove_driver": RUNNING,
    "strategy_list_focus_areas": EVERYONE,
    "strategy_add_focus_area": RUNNING,
    "strategy_read_focus_area": EVERYONE,
    "strategy_edit_focus_area": RUNNING,
    "strategy_move_focus_area": RUNNING,
    "strategy_remove_focus_area": RUNNING,
    "strategy_add_question": RUNNING,
    "strategy_read_question": EVERYONE,
    "strategy_edit_question": RUNNING,
    "strategy_move_question": RUNNING,
    "strategy_remove_question": RUNNING,
    "strategy_list_objectives": EVERYONE,
    "strategy_add_objective": RUNNING,
    "strategy_read_objective": EVERYONE,
    "strategy_edit_objective": RUNNING,
    "strategy_move_objective": RUNNING,
    "strategy_remove_objective": RUNNING,
    "strategy_list_centre_strategies": EVERYONE,
    "strategy_begin_centre_strategy": CENTRE_WRITERS,
    "strategy_read_centre_strategy": EVERYONE,
    "strategy_edit_centre_strategy": CENTRE_WRITERS,
    "strategy_adopt_centre_strategy": CENTRE_CHIEF,
    "strategy_read_contribution": EVERYONE,
    "strategy_write_contribution": CENTRE_WRITERS,
    "strategy_read_trail": EVERYONE,
    "strategy_read_past": EVERYONE,
    "overview_search_municipality": EVERYONE,
    "followup_list_rounds": EVERYONE,
    "followup_read_round": MEMBERS,
    "followup_prepare_round": FOLLOWING,
    "followup_edit_round": FOLLOWING,
    "followup_remove_round": FOLLOWING,
    "followup_open_round": FOLLOWING,
    "followup_close_round": FOLLOWING,
    "followup_reopen_round": FOLLOWING,
    "followup_remind": FOLLOWING,
    "followup_list_reports": MEMBERS,
    "followup_read_report": MEMBERS,
    "followup_keep_report": CENTRE_WRITERS,
    "followup_confirm_report": CENTRE_WRITERS,
    "followup_hand_over_report": CENTRE_WRITERS,
    "followup_list_readiness": MEMBERS,
    "followup_mark_ready": CENTRE_WRITERS,
    "followup_take_back_ready": CENTRE_WRITERS,
    "followup_list_deputies": MEMBERS,
    "followup_appoint_deputy": MEMBERS,
    "followup_end_deputy": FOLLOWING,
    "followup_list_meetings": MEMBERS,
    "followup_plan_meeting": RUNNING,
    "followup_read_meeting": MEMBERS,
    "followup_edit_meeting": RUNNING,
    "followup_make_agenda": RUNNING,
    "followup_list_points": MEMBERS,
    "followup_add_point": RUNNING,
    "followup_read_point": MEMBERS,
    "followup_edit_point": RUNNING,
    "followup_move_point": RUNNING,
    "followup_drop_point": RUNNING,
    "followup_put_back_point": RUNNING,
    "followup_take_minutes": RUNNING,
    "followup_mark_treated": RUNNING,
    "followup_list_decisions": MEMBERS,
    "followup_record_decision": RUNNING,
    "followup_read_decision": MEMBERS,
    "followup_end_decision": RUNNING,
    "followup_replace_decision": RUNNING,
    "initiatives_list_ideas": WITH_IDEAS,
    "initiatives_submit_idea": WITH_IDEAS,
    "initiatives_read_idea": MEMBERS,
    "initiatives_edit_idea": CENTRE_WRITERS,
    "initiatives_answer_idea": TRIAGING,
    "initiatives_hand_over_idea": TRIAGING,
    "initiatives_join_idea": MEMBERS,
    "initiatives_leave_idea": MEMBERS,
    "initiatives_list_idea_comments": MEMBERS,
    "initiatives_comment_idea": MEMBERS,
    "initiatives_read_comment": MEMBERS,
    "initiatives_take_back_comment": frozenset({"strategy_office"}),
    "initiatives_list_initiatives": EVERYONE,
    "initiatives_propose_initiative": PROPOSING - {"other_leader"},
    "initiatives_read_initiative": EVERYONE,
    "initiatives_edit_initiative": TRIAGING,
    "initiatives_start_initiative": TRIAGING,
    "initiatives_finish_initiative": TRIAGING,
    "initiatives_park_initiative": TRIAGING,
    "initiatives_stop_initiative": TRIAGING,
    "initiatives_decide_gate": DECIDING,
    "initiatives_wake_prejekt": DECIDING,
    "initiatives_list_comments": MEMBERS,
    "initiatives_comment_initiative": MEMBERS,
    "initiatives_list_selections": MEMBERS,
    "initiatives_select_initiative": EXECUTIVES,
    "initiatives_list_idea_files": MEMBERS,
    "initiatives_list_files": MEMBERS,
    "initiatives_attach_to_idea": MEMBERS,
    "initiatives_attach_to_initiative": MEMBERS,
    "initiatives_read_file": MEMBERS,
    "initiatives_fetch_file": MEMBERS,
    "initiatives_remove_file": frozenset({"strategy_office"}),
    "initiatives_follow_idea": MEMBERS,
    "initiatives_unfollow_idea": MEMBERS,
    "initiatives_follow_initiative": MEMBERS,
    "initiatives_unfollow_initiative": MEMBERS,
    "initiatives_list_subscriptions": WITH_IDEAS,
    "initiatives_read_letters": WITH_IDEAS,
    "initiatives_choose_letters": WITH_IDEAS,
    "initiatives_read_mine": WITH_IDEAS,
    "initiatives_list_similar_ideas": WITH_IDEAS,
    "initiatives_list_waiting_ideas": MEMBERS,
    "initiatives_list_woken_ideas": MEMBERS,
    "initiatives_list_answer_times": MEMBERS,
    "initiatives_list_editions": EVERYONE,
    "initiatives_issue_edition": RUNNING,
    "initiatives_read_edition": EVERYONE,
    "initiatives_list_entries": EVERYONE,
    "initiatives_read_candidates": MEMBERS,
    "initiatives_read_flow": MEMBERS,
    "initiatives_read_participation": MEMBERS,
    "initiatives_list_facilitators": MEMBERS,
    "indicators_list_indicators": EVERYONE,
    "indicators_create_indicator": RUNNING | {"initiative_lead"},  # and leaders, for their unit
    "indicators_read_indicator": EVERYONE,
    "indicators_edit_indicator": TRIAGING,
    "indicators_end_indicator": TRIAGING,
    "indicators_remove_indicator": TRIAGING,
    "indicators_compute_indicator": TRIAGING,
    "indicators_list_values": EVERYONE,
    "indicators_enter_value": TRIAGING,
    "indicators_enter_values": TRIAGING,
    "indicators_read_value": EVERYONE,
    "indicators_correct_value": TRIAGING,
    "indicators_set_target": TRIAGING,
    "indicators_read_target": EVERYONE,
    "indicators_edit_target": TRIAGING,
    "indicators_remove_target": TRIAGING,
    "indicators_accept_step": TRIAGING,
    "indicators_read_step_change": EVERYONE,
    "indicators_withdraw_step": TRIAGING,
    "indicators_read_analysis": EVERYONE,
    "indicators_list_breakdowns": EVERYONE,
    "indicators_read_behind": MEMBERS,
    "indicators_list_peers": EVERYONE,
    "indicators_list_measures": EVERYONE,
    "indicators_list_imports": MEMBERS,
    "indicators_hand_in_figures": TRIAGING,
    "indicators_ask_statbank": TRIAGING,
    "indicators_read_import": MEMBERS,
    "indicators_fetch_import": MEMBERS,
    "indicators_look_at_import": MEMBERS,
    "indicators_choose_columns": TRIAGING,
    "indicators_start_import": TRIAGING,
    "indicators_stop_import": TRIAGING,
    "overview_list_bearings": EVERYONE,
    "effects_read_chain": MEMBERS,
    "effects_read_step": MEMBERS,
    "effects_add_step": TRIAGING,
    "effects_edit_step": TRIAGING,
    "effects_move_step": TRIAGING,
    "effects_remove_step": TRIAGING,
    "effects_list_expectations": MEMBERS,
    "effects_read_expectation": MEMBERS,
    "effects_write_expectation": TRIAGING,
    "effects_reword_expectation": TRIAGING,
    "effects_amend_expectation": TRIAGING,
    "effects_remove_expectation": TRIAGING,
    "effects_list_evaluations": EVERYONE,
    "effects_read_evaluation": EVERYONE,
    "effects_list_results": EVERYONE,
    "effects_list_series": MEMBERS,
    "effects_create_evaluation": RUNNING | {"initiative_lead"},
    "effects_edit_evaluation": TRIAGING,
    "effects_run_evaluation": TRIAGING,
    "effects_conclude_evaluation": TRIAGING,
    "effects_publish_evaluation": RUNNING,
    "effects_list_learning": EVERYONE,
    "effects_read_learning": EVERYONE,
    "effects_tell_learning": MEMBERS,
    "effects_edit_learning": TRIAGING,
    "effects_decide_change": TRIAGING,
    "effects_lead_to_no_change": TRIAGING,
    "effects_say_changed": TRIAGING,
    "effects_say_helped": TRIAGING,
    "effects_publish_learning": RUNNING,
    "initiatives_read_facilitator": MEMBERS,
    "initiatives_ask_facilitator": MEMBERS,
    "initiatives_read_offer": MEMBERS,
    "initiatives_write_offer": MEMBERS,
    "initiatives_withdraw_offer": MEMBERS,
    "initiatives_settle_unknown": TRIAGING,
} | {
    f"initiatives_{verb}_{line}": MEMBERS if verb == "read" else TRIAGING
    for verb in ("read", "add", "edit", "remove")
    for line in (
        "known", "unknown", "activity", "option", "learning", "milestone", "deliverable",
        "dependency", "risk", "participant",
    )
}  # fmt: skip
"""Who is answered: readers 2xx, writers anything but a refusal of who they are."""
