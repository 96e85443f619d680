// Pay, allowances and funds: keys, and the orders in which uses of funds are listed.

CREATE CONSTRAINT pay_arrangement_key IF NOT EXISTS
FOR (n:PayArrangement) REQUIRE n.key IS UNIQUE;

CREATE CONSTRAINT allowance_scheme_id IF NOT EXISTS
FOR (n:AllowanceScheme) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT payment_id IF NOT EXISTS
FOR (n:Payment) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT education_fund_year_key IF NOT EXISTS
FOR (n:EducationFundYear) REQUIRE n.key IS UNIQUE;

CREATE CONSTRAINT fund_id IF NOT EXISTS
FOR (n:Fund) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT fund_use_id IF NOT EXISTS
FOR (n:FundUse) REQUIRE n.id IS UNIQUE;

// Published statistics of pay: a group is found by its key, all of them by their snapshot.

CREATE CONSTRAINT pay_group_key IF NOT EXISTS
FOR (n:PayGroup) REQUIRE n.key IS UNIQUE;

CREATE CONSTRAINT snapshot_id IF NOT EXISTS
FOR (n:Snapshot) REQUIRE n.id IS UNIQUE;

// The latest year first: of a province, and of the nation.

CREATE INDEX fund_use_province_code_year_id IF NOT EXISTS
FOR (n:FundUse) ON (n.provinceCode, n.year, n.id);

CREATE INDEX fund_use_year_id IF NOT EXISTS
FOR (n:FundUse) ON (n.year, n.id);

// The same training, whoever paid for it.

CREATE INDEX fund_use_training IF NOT EXISTS
FOR (n:FundUse) ON (n.training);
