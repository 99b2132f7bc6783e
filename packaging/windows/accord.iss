; The installer for Windows (Inno Setup 6): iscc /DVersion=0.1.0 packaging\windows\accord.iss
; It takes dist\accord as build.py leaves it. For one user, without administrator's rights.
; Not run yet: see README, "Package".

#ifndef Version
  #error Say which version: iscc /DVersion=...
#endif

[Setup]
AppId={{6E0C6E0A-6C0C-4B53-9D5E-0B8A3B6D9C41}
AppName=Accord
AppVersion={#Version}
AppPublisher=The Accord developers
VersionInfoVersion={#Version}
DefaultDirName={autopf}\Accord
DefaultGroupName=Accord
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
SetupIconFile=..\..\build\package\icons\accord.ico
UninstallDisplayIcon={app}\Accord.exe
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=accord-{#Version}-windows-x64
Compression=lzma2/max
SolidCompression=yes
ChangesAssociations=yes
ChangesEnvironment=yes
WizardStyle=modern

[Tasks]
Name: desktopicon; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked
Name: path; Description: "Type &accord in a terminal (adds this folder to PATH)"; Flags: unchecked

[InstallDelete]
; What an older version left must not be loaded by this one.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\accord\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion
Source: "..\..\build\package\icons\pack.ico"; DestDir: "{app}"; Flags: ignoreversion

[Icons]
Name: "{autoprograms}\Accord"; Filename: "{app}\Accord.exe"
Name: "{autodesktop}\Accord"; Filename: "{app}\Accord.exe"; Tasks: desktopicon

[Registry]
; A double-clicked share file opens in Accord.
Root: HKA; Subkey: "Software\Classes\.accord"; ValueType: string; ValueData: "Accord.Pack"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.accord"; ValueType: string; ValueName: "Content Type"; ValueData: "application/x-accord-pack"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\Accord.Pack"; ValueType: string; ValueData: "Accord share file"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Accord.Pack\DefaultIcon"; ValueType: string; ValueData: "{app}\pack.ico"
Root: HKA; Subkey: "Software\Classes\Accord.Pack\shell\open\command"; ValueType: string; ValueData: """{app}\Accord.exe"" ""%1"""
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Tasks: path; Check: NotInPath

[Run]
Filename: "{app}\Accord.exe"; Description: "{cm:LaunchProgram,Accord}"; Flags: nowait postinstall skipifsilent

[Code]
function NotInPath: Boolean;
var
  Known: String;
begin
  if not RegQueryStringValue(HKCU, 'Environment', 'Path', Known) then
    Known := '';
  Result := Pos(';' + Lowercase(ExpandConstant('{app}')) + ';', ';' + Lowercase(Known) + ';') = 0;
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Known, Ours: String;
begin
  if (Step = usPostUninstall) and RegQueryStringValue(HKCU, 'Environment', 'Path', Known) then
  begin
    Ours := ';' + ExpandConstant('{app}');
    if StringChangeEx(Known, Ours, '', True) > 0 then
      RegWriteExpandStringValue(HKCU, 'Environment', 'Path', Known);
  end;
end;
