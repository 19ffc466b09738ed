"""Accepts or rejects all tracked changes of a Word file in LibreOffice, by a macro of its profile."""

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
    profile, source, target = folder / "profile", folder / "tracked.docx", folder / f"{verb}.docx"
    source.write_bytes(data)
    command = ["soffice", "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
    module = profile / "user" / "basic" / "Standard" / "Module1.xba"
    if not module.is_file():
        subprocess.run([*command, "--terminate_after_init"], check=True, capture_output=True, timeout=200)
    module.write_text(_MACRO, encoding="utf-8")
    call = f'macro:///Standard.Module1.Decide("{source.as_uri()}","{target.as_uri()}","{verb}")'
    subprocess.run([*command, call], check=True, capture_output=True, timeout=200)
    return target.read_bytes()
