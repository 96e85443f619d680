"""The files of IMPORT.md, written row by row without ever holding them.

No cell of the invented nation has a comma, a quote or a line end (a test holds this), so rows are
joined, not quoted: this is what lets a million people be written in minutes.
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Final, Self, TextIO

COLUMNS: Final = {
    "occupations": "edition,code,name,supersedes,added_on",
    "workers": "worker_id,name,id_number,gender,birth_date,education,status",
    "organisations": "uscc,name,kind,division,industry,scale_above,ownership,posts_total,"
    "apprentice_posts,staff_total",
    "designations": "uscc,kind,from,to,document_no",
    "supplies": "supplier,customer,product",
    "filings": "filing_no,uscc,kind,body_level,issuer_prefix,from,to,status,status_since",
    "filing_scopes": "filing_no,occupation,levels",
    "standards": "gzb_no,occupation,year,levels",
    "plans": "plan_id,filing_no,occupation,level,planned_for,filed_at,seats,site",
    "sessions": "session_id,plan_id,held_on,assessors",
    "results": "result_id,session_id,worker_id,theory,practical,passed",
    "certificates": "number,kind,worker_id,occupation,work_type,level,issued_on,registered_at,"
    "filing_no,result_id,status,status_since,status_reason,decision_no,provider",
    "employments": "worker_id,uscc,from,to,post,key_post,front_line",
    "appointments": "appointment_id,worker_id,uscc,level,post,from,to,decision_no,published_on,"
    "fields",
    "honour_types": "id,name,level,quota",
    "honours": "worker_id,honour,batch,year,on,document_no,published_url",
    "mentorships": "mentor,mentee,kind,from,to,agreement_no",
    "studios": "studio_id,name,level,leader,host,approved_on",
    "studio_members": "studio_id,worker_id,from,to",
    "competitions": "competition_id,name,class,year,division",
    "competition_events": "event_id,competition_id,name,occupation,field,participants",
    "competition_results": "event_id,worker_id,rank,medal",
    "achievements": "achievement_id,worker_id,kind,title,scope,on,key_field",
    "statements": "worker_id,code,holds,from,to,body,document_no",
    "misconduct": "worker_id,kind,from,to,document_no",
    "projects": "project_id,name,key_field,owner,from,to",
    "teams": "team_id,project_id,name",
    "team_members": "team_id,worker_id,role,from,to",
    "assignments": "assignment_id,worker_id,home,host,mode,from,to,duty_percent,project_id,purpose,"
    "home_consent_no,worker_consent,status",
    "consents": "worker_id,purpose,from,to,grantee",
    "policy_documents": "document_id,title,document_no,issued_by,division,from,to,source",
    "targets": "target_id,document,measure,division,industry,from,to,value,source",
    "statistics": "measure,division,industry,on,value,source",
    "government_bodies": "body_id,name,kind,division",
    "duties": "body,mechanism,division,role,from,to,document_no",
    "joint_mechanisms": "mechanism_id,name,division,members,from,to,document_no",
    "providers": "provider_id,name,kind,division,uscc,from,to,document_no",
    "sync_batches": "batch_id,provider,received_at,rows",
    "professional_titles": "worker_id,occupation,title,from,to,document_no",
    "subsidy_catalogues": "catalogue_id,division,year,version,published_on,document_no,supplements",
    "subsidy_items": "catalogue_id,occupation,level,base_rate,urgent,field",
    "subsidy_claims": "claim_id,worker_id,occupation,level,certificate,division,fund,claimed_on,"
    "amount,status",
    "training_projects": "training_project_id,name,field,division,occupation,level,provider,seats,"
    "published_on,deadline,status,status_since,from,to,document_no",
    "challenges": "challenge_id,problem,field,budget,published_on,deadline,owner,status,"
    "document_no",
    "bids": "uscc,challenge_id,bid_on,awarded,awarded_on",
    "pay_arrangements": "worker_id,uscc,from,to,mode,annual_amount,post,project_id,document_no",
    "allowance_schemes": "scheme_id,uscc,kind,level,amount,term,from,to,document_no",
    "allowance_payments": "payment_id,scheme_id,worker_id,paid_on,amount",
    "education_fund_years": "uscc,year,wage_bill,accrued,spent_total,spent_frontline,"
    "high_skill_firm,document_no",
    "funds": "fund_id,kind,division,name,budget,from,to,document_no",
    "fund_uses": "use_id,fund,fund_id,division,uscc,year,used_on,amount,purpose,training,"
    "training_kind,workers,document_no",
    "training_clusters": "cluster_id,name,kind,division,industry,from,to,document_no",
    "training_bases": "base_id,uscc,name,division,cluster_id,batch,designated_on,to,status,"
    "latitude,longitude,equipment,document_no,source",
    "base_offers": "base_id,occupation,level,capacity,from,to",
    "training_sessions": "training_session_id,base_id,occupation,level,from,to,seats",
    "training_seats": "training_session_id,uscc,seats,completed",
    "cooperation_agreements": "agreement_no,school,enterprise,kind,from,to,majors,document_no",
    "alliances": "alliance_id,name,industry,from,to,document_no,source",
    "alliance_members": "alliance_id,uscc,role,from,to",
    "shared_resources": "resource_id,name,kind,provider,alliance_id,agreement_no,from,to",
    "nominations": "worker_id,honour,batch,nominated_on,body,status,document_no",
    "talent_programmes": "programme_id,name,level,division,from,to,document_no",
    "talent_programme_members": "worker_id,programme_id,from,to,document_no",
    "competition_months": "month_id,name,division,from,to,document_no,competitions",
    "grade_promotions": "promotion_id,worker_id,occupation,from_level,to_level,certificate_no,"
    "event_id,on,rule,document_no",
    "majors": "major_id,school,name,kind,occupations,level,work_study,from,to,new_since,"
    "document_no",
    "resource_packages": "package_id,major_id,title,kind,published_on,document_no",
    "expert_committees": "committee_id,name,from,to,document_no",
    "committee_members": "worker_id,committee_id,role,from,to,document_no",
    "training_packages": "package_id,occupation,levels,title,version,reviewed_by,reviewed_on,from,"
    "to,document_no",
    "training_plans": "plan_id,uscc,post,post_id,occupation,level,package_id,year,hours,from,to,"
    "document_no",
    "posts": "post_id,uscc,name,level,occupation,quota,key_post,key_field,from,to,document_no",
    "studio_achievements": "studio_id,achievement_id",
    "apprentice_classes": "class_id,enterprise,school,occupation,target_level,from,to,plan,"
    "document_no",
    "apprenticeships": "apprenticeship_id,apprentice,enterprise,school,class_id,occupation,"
    "target_level,enterprise_mentors,school_mentors,origin,contract_from,contract_to,from,to,"
    "agreement_no,wage,public_fund,status,completed_on,certificate_number",
    "apprentice_posts": "uscc,year,posts_total,apprentice_posts,document_no",
}
"""Every file of IMPORT.md with its columns, in an order in which references point backwards."""


class Tables:
    """All the CSV files of one folder, open for writing."""

    def __init__(self, folder: Path) -> None:
        self.rows = dict.fromkeys(COLUMNS, 0)
        self._files: dict[str, TextIO] = {}
        for name, columns in COLUMNS.items():
            path = folder / f"{name}.csv"
            self._files[name] = path.open("w", encoding="utf-8", newline="\n", buffering=1 << 18)
            self._files[name].write(columns + "\n")

    def add(self, name: str, *cells: str) -> None:
        """Write one row."""
        self._files[name].write(",".join(cells) + "\n")
        self.rows[name] += 1

    def number(self, name: str, letter: str) -> str:
        """Return the id of the next row of a file that numbers its rows."""
        return f"{letter}{self.rows[name] + 1:08d}"

    def __enter__(self) -> Self:
        """Return itself; leaving closes the files."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close every file."""
        for file in self._files.values():
            file.close()
