"""What conversations are worth: a scorecard applied to findings, conversation by conversation, agent by
agent."""
