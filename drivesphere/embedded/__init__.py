"""Everything DriveSphere needs, started on one machine: servers, sandbox, API, worker and beat."""
