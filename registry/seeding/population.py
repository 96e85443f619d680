"""The order of work: organisations of the nation first, then its people cluster by cluster."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from registry.seeding.assessments import write_certificates, write_filing
from registry.seeding.careers import Examiner
from registry.seeding.chance import Quota
from registry.seeding.draft import Draft
from registry.seeding.industry import Industry, all_firms
from registry.seeding.leaders import Leaders
from registry.seeding.mentors import Mentors
from registry.seeding.mobility import Mobility
from registry.seeding.organisations import Cluster, Founder
from registry.seeding.people import Person, Recruiter, write_person
from registry.seeding.planter import Planter
from registry.seeding.profiles import CHIEF_SHARE, SPECIAL_SHARE
from registry.seeding.programme import TOPICS, Topic
from registry.seeding.trades import write_occupations, write_standards
from registry.seeding.versions import ManyVersions

Progress = Callable[[str, int, int], None]
"""Called with the name of the step, how much of it is done, and how much there is."""


def write_nation(draft: Draft, progress: Progress) -> None:
    """Write every file of the nation, and its truth into the draft."""
    write_occupations(draft.tables)
    write_standards(draft.tables)
    draft.quotas["special"] = Quota(SPECIAL_SHARE * draft.profile.boost)
    draft.quotas["chief"] = Quota(CHIEF_SHARE * draft.profile.boost)
    founder, industry = Founder(draft), Industry(draft)
    topics = [topic(draft) for topic in TOPICS]
    progress("organisations", 0, 1)
    clusters = founder.clusters()
    firms = all_firms(clusters)
    for cluster in clusters:
        schools = [founder.school(cluster)] if cluster.index % 2 == 0 else []
        for organisation in (*cluster.firms, cluster.evaluator, *schools):
            industry.write(organisation)
            for topic in topics:
                topic.organisation(organisation, cluster)
    industry.link(firms)
    progress("organisations", 1, 1)
    people = _People(draft, founder, clusters, industry, topics)
    done = 0
    for cluster in clusters:
        progress("people", done, draft.workers)
        done += people.settle(cluster)
    people.finish(industry)
    for topic in topics:
        topic.finish()
    progress("people", done, draft.workers)


class _People:
    """The steps that the people of a cluster go through, in this order."""

    def __init__(
        self,
        draft: Draft,
        founder: Founder,
        clusters: list[Cluster],
        industry: Industry,
        topics: Sequence[Topic],
    ) -> None:
        self.draft, self.industry, self.topics = draft, industry, topics
        self.recruiter = Recruiter(draft)
        self.examiner = Examiner(draft)
        self.leaders = Leaders(draft)
        self.mentors = Mentors(draft)
        self.mobility = Mobility(draft, clusters)
        self.planter = Planter(draft, founder, self.examiner)
        self.versions = ManyVersions(draft, self.examiner)
        self.leaders.write_types()

    def settle(self, cluster: Cluster) -> int:
        """Write the people of a cluster with all that happened to them; return how many."""
        people = self.recruiter.hire(cluster)
        for person in people:
            write_person(self.draft, person)
        self.examiner.examine(people, cluster)
        self.leaders.distinguish(people)
        self.mentors.teach(cluster)
        self.mobility.move(people, cluster)
        self.industry.team_up(cluster.firms)
        self._certify(people, cluster)
        self.versions.notice(people, cluster)
        for topic in self.topics:
            topic.people(people, cluster)
        for firm in cluster.firms:
            # Only the firm itself is needed from here on; its people would fill the memory.
            firm.staff.clear()
            if firm.filing is not None:
                firm.filing.sessions.clear()
        return len(people)

    def _certify(self, people: list[Person], cluster: Cluster) -> None:
        """Plant the frauds, then write filings, sessions and certificates as they stand."""
        awards = [award for person in people for award in person.awards]
        filings = [
            organisation.filing
            for organisation in (cluster.evaluator, *cluster.firms)
            if organisation.filing is not None
        ]
        self._let_some_fail(people, cluster)
        self.planter.plant(awards, cluster)
        self.planter.plant_capacity(filings)
        for filing in filings:
            write_filing(self.draft, filing, self.examiner.chance)
        write_certificates(self.draft, awards, f"HRSS-{cluster.province.code}")
        if cluster.evaluator.filing is not None:
            cluster.evaluator.filing.sessions.clear()

    def _let_some_fail(self, people: list[Person], cluster: Cluster) -> None:
        """Let one in twenty who sit fail: people of the cluster who hold something else."""
        filing = cluster.evaluator.filing
        if filing is None:
            return
        for sessions in filing.sessions.values():
            for session in sessions:
                for _ in range((len(session.results) + 10) // 20):
                    person = self.examiner.chance.pick(people)
                    if all(result.holder is not person for result in session.results):
                        self.examiner.fail(person, session)

    def finish(self, industry: Industry) -> None:
        """Write what could only be known at the end: rogue filings and contradicting rows."""
        self.planter.finish()
        self.versions.finish()
        for organisation in self.planter.rogues.organisations:
            industry.write(organisation)
