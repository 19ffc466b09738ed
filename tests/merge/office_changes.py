"""Word files after a macro of LibreOffice, such as one that accepts or rejects all their tracked changes."""

from __future__ import annotations

import subprocess
from pathlib import Path

_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Decide(source As String, target As String, verb As String)
  Dim opened(0) As New com.sun.star.beans.PropertyValue, stored(0) As New com.sun.star.beans.PropertyValue
  Dim none()
  opened(0).Name = "Hidden" : opened(0).Value = True
  stored(0).Name = "FilterName" : stored(0).Value = "MS Word 2007 XML"
  file = StarDesktop.loadComponentFromURL(source, "_blank", 0, opened())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(file.CurrentController.Frame, ".uno:" &amp; verb &amp; "AllTrackedChanges", "", 0, none())
  file.storeToURL(target, stored())
  file.close(True)
End Sub
</script:module>
"""


def decided(data: bytes, verb: str, folder: Path) -> bytes:
    """A Word file after "Accept" or "Reject" of all its tracked changes."""
    return after_macro(data, _MACRO, f'Decide("{{source}}","{{target}}","{verb}")', folder)


def after_macro(data: bytes, module: str, call: str, folder: Path) -> bytes:
    """A Word file after a macro of a Basic module, whose call has the places `source` and `target`."""
    profile, source, target = folder / "profile", folder / "source.docx", folder / "target.docx"
    source.write_bytes(data)
    target.unlink(missing_ok=True)
    command = ["soffice", "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
    place = profile / "user" / "basic" / "Standard" / "Module1.xba"
    if not place.is_file():
        subprocess.run([*command, "--terminate_after_init"], check=True, capture_output=True, timeout=200)
    place.write_text(module, encoding="utf-8")
    call = call.format(source=source.as_uri(), target=target.as_uri())
    subprocess.run(
        [*command, f"macro:///Standard.Module1.{call}"], check=True, capture_output=True, timeout=200
    )
    return target.read_bytes()
