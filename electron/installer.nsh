; Offers the program under "open with" for tables. It is never made the default: that stays with Excel or WPS.
!macro eachTableEnding Macro
  !insertmacro ${Macro} ".xlsx"
  !insertmacro ${Macro} ".xls"
  !insertmacro ${Macro} ".csv"
!macroend

!macro offerToOpen Ending
  WriteRegStr SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\SupportedTypes" "${Ending}" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\${Ending}\OpenWithList\${APP_EXECUTABLE_FILENAME}" "" ""
!macroend

!macro stopOffering Ending
  DeleteRegKey SHELL_CONTEXT "Software\Classes\${Ending}\OpenWithList\${APP_EXECUTABLE_FILENAME}"
!macroend

!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}" "FriendlyAppName" "${PRODUCT_NAME}"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  !insertmacro eachTableEnding offerToOpen
!macroend

!macro customUnInstall
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}"
  !insertmacro eachTableEnding stopOffering
!macroend
