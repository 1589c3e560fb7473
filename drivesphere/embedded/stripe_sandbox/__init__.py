"""The Stripe sandbox: the one fake in the system, spoken to over HTTP by the real stripe SDK.

Product code does not know it exists; a sandbox is only another `STRIPE_API_BASE`. It stands alone: it imports
nothing of DriveSphere, and nothing but the supervisor and the tests may import it.
"""

from .server import StripeSandbox
from .settings import BadSettings, SandboxSettings
from .switches import FOR_EVER, BadSwitch, Fault

__all__ = ["FOR_EVER", "BadSettings", "BadSwitch", "Fault", "SandboxSettings", "StripeSandbox"]
