// Offers that have run out are found by their time, and go when the next one is made.

CREATE INDEX offer_expires IF NOT EXISTS
FOR (n:Offer) ON (n.expires);
