"""Edits that are made in LibreOffice itself, in the way of a person who types, cuts and pastes in it."""

from __future__ import annotations

from pathlib import Path

from tests.merge.office_changes import after_macro

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Dim file, frame, dispatcher

Sub Edit(source As String, target As String, record As String)
  Dim opened(0) As New com.sun.star.beans.PropertyValue, stored(0) As New com.sun.star.beans.PropertyValue
  opened(0).Name = "Hidden" : opened(0).Value = True
  stored(0).Name = "FilterName" : stored(0).Value = "MS Word 2007 XML"
  file = StarDesktop.loadComponentFromURL(source, "_blank", 0, opened())
  frame = file.CurrentController.Frame
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  file.RecordChanges = (record = "on")
  %s
  file.storeToURL(target, stored())
  file.close(True)
End Sub

Sub Run(command As String)
  dispatcher.executeDispatch(frame, ".uno:" &amp; command, "", 0, Array())
End Sub

Sub Choose(words As String)
  query = file.createSearchDescriptor()
  query.SearchString = words
  query.SearchCaseSensitive = True
  file.CurrentController.select(file.findFirst(query))
End Sub

Sub Behind(words As String)
  Choose(words)
  file.CurrentController.ViewCursor.collapseToEnd()
End Sub

Sub Insert(words As String)
  Dim typed(0) As New com.sun.star.beans.PropertyValue
  typed(0).Name = "Text" : typed(0).Value = words
  dispatcher.executeDispatch(frame, ".uno:InsertText", "", 0, typed())
End Sub

Sub Style(name As String)
  Dim values(1) As New com.sun.star.beans.PropertyValue
  values(0).Name = "Style" : values(0).Value = name
  values(1).Name = "FamilyName" : values(1).Value = "ParagraphStyles"
  dispatcher.executeDispatch(frame, ".uno:StyleApply", "", 0, values())
End Sub

Sub ChooseParagraph(words As String)
  Choose(words)
  Run("GoToStartOfPara")
  Run("EndOfParaSel")
  Run("CharRightSel")
End Sub
</script:module>
"""


def edited_in_office(data: bytes, edits: str, record: bool, folder: Path) -> bytes:
    """A Word file after edits in LibreOffice, which are statements in Basic, with changes recorded or not."""
    call = f'Edit("{{source}}","{{target}}","{"on" if record else "off"}")'
    return after_macro(data, _MODULE % edits, call, folder)
