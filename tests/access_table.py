"""Who may call which address of the newsroom, written out by hand.

Four places stand for writer, editor, chief and administrator: a letter where the page answers, a dash where it is refused
with 403. Four dots: for everybody there is nothing of that method (405). First GET, then POST. What a POST may do is a
question of its own (`tests/deeds.py`); here it is whether the address lets somebody in.
"""

NEVER = "----"
NOTHING = "...."

ACCESS = {
    # everybody's own
    "index": ("weca", "weca"),
    "app_list": ("weca", "weca"),
    "login": ("weca", "weca"),
    "logout": (NOTHING, "weca"),
    "password_change": ("weca", "weca"),
    "password_change_done": ("weca", NOTHING),
    "jsi18n": ("weca", NOTHING),
    "news_notice_changelist": ("weca", NOTHING),
    "news_notice_preferences": ("weca", "weca"),
    "news_notice_all_read": (NOTHING, "weca"),
    "news_notice_read": (NOTHING, "weca"),
    "news_notice_open": (NOTHING, "weca"),
    # articles
    "news_article_changelist": ("weca", "weca"),
    "news_article_add": ("wec-", "wec-"),
    "news_article_change": ("weca", "wec-"),
    "news_article_delete": (NEVER, NEVER),
    "news_article_step": ("wec-", "wec-"),
    "news_article_history": ("weca", "weca"),
    "news_article_simple_history": ("weca", NEVER),
    "news_article_compare": ("weca", "weca"),
    "news_article_restore": ("wec-", "wec-"),
    "news_article_comments": ("weca", "wec-"),
    "news_article_comment_act": (NOTHING, "wec-"),
    "news_article_ask": ("wec-", "wec-"),
    "news_article_presence": (NOTHING, "weca"),
    "news_article_original": ("wec-", NOTHING),
    "news_article_check": ("weca", "wec-"),
    "news_article_check_new": (NOTHING, "wec-"),
    "news_article_preview": (NOTHING, "wec-"),
    "news_article_preview_new": (NOTHING, "wec-"),
    "news_article_propose": (NOTHING, "wec-"),
    "news_article_propose_new": (NOTHING, "wec-"),
    # issues
    "issues_issue_changelist": ("weca", "weca"),
    "issues_issue_add": ("-ec-", "-ec-"),
    "issues_issue_change": ("weca", "-ec-"),
    "issues_issue_delete": (NEVER, NEVER),
    "issues_issue_step": ("-ec-", "-ec-"),
    "issues_issue_history": ("weca", "weca"),
    "issues_issue_simple_history": ("weca", NEVER),
    "issues_issue_compare": ("weca", "weca"),
    "issues_issue_restore": ("-ec-", "-ec-"),
    "issues_issue_presence": (NOTHING, "weca"),
    "issues_issue_assembly": ("-ec-", "-ec-"),
    "issues_issue_standing": ("-ec-", NOTHING),
    "issues_issue_preflight": ("weca", "weca"),
    "issues_issue_correction": ("--c-", "--c-"),
    "issues_issue_import": ("-ec-", "-ec-"),
    "issues_issue_preview": ("-eca", "-eca"),
    "issues_issue_web_preview": ("-eca", NOTHING),
    "issues_issue_original": ("-eca", "-eca"),
    "issues_issue_release": ("-eca", "-eca"),
    "issues_issue_rendering": (NOTHING, "-eca"),
    "issues_issue_rendering_progress": ("-eca", "-eca"),
    "issues_issue_rendering_cancel": (NOTHING, "-ec-"),
    # outlets, sections, house spellings, masthead
    "news_source_changelist": ("weca", "weca"),
    "news_source_add": ("-eca", "-eca"),
    "news_source_change": ("weca", "-eca"),
    "news_source_delete": (NEVER, NEVER),
    "news_source_history": ("weca", "weca"),
    "news_source_merge": ("---a", "---a"),
    "news_category_changelist": ("weca", "weca"),
    "news_category_add": ("---a", "---a"),
    "news_category_change": ("weca", "---a"),
    "news_category_delete": (NEVER, NEVER),
    "news_category_history": ("weca", "weca"),
    "issues_houseform_changelist": ("-eca", "-eca"),
    "issues_houseform_add": ("-eca", "-eca"),
    "issues_houseform_change": ("-eca", "-eca"),
    "issues_houseform_delete": ("-eca", "-eca"),
    "issues_houseform_history": ("-eca", "-eca"),
    "issues_masthead_changelist": ("-eca", "-eca"),
    "issues_masthead_add": (NEVER, NEVER),
    "issues_masthead_change": ("-eca", "---a"),
    "issues_masthead_delete": (NEVER, NEVER),
    "issues_masthead_history": ("-eca", "-eca"),
    # people
    "news_user_changelist": ("---a", "---a"),
    "news_user_add": ("---a", "---a"),
    "news_user_change": ("---a", "---a"),
    "news_user_delete": (NEVER, NEVER),
    "news_user_history": ("---a", "---a"),
    "news_user_leave": ("---a", "---a"),
    "news_user_come_back": (NOTHING, "---a"),
    "news_user_renew": (NOTHING, "---a"),
    "news_user_revoke": (NOTHING, "---a"),
    "news_user_send_again": (NOTHING, "---a"),
    "auth_user_password_change": ("---a", "---a"),
    # what the libraries bring along and no role has
    "autocomplete": (NEVER, NOTHING),
    "django_tasks_database_dbtaskresult_changelist": (NEVER, NEVER),
    "django_tasks_database_dbtaskresult_add": (NEVER, NEVER),
    "django_tasks_database_dbtaskresult_change": (NEVER, NEVER),
    "django_tasks_database_dbtaskresult_delete": (NEVER, NEVER),
    "django_tasks_database_dbtaskresult_history": (NEVER, NEVER),
}

# Asked for something else than a role: an invitation's link for its token (`tests/news/test_joining.py`), the way from a row
# to its public page for nothing, as that page is public.
ROLE_IS_NOT_ASKED = {"news_user_accept", "view_on_site"}
