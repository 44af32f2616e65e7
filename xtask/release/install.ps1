# Installs nanollama @VERSION@ for you alone: no administrator, nothing outside your profile.
#
#   powershell -ExecutionPolicy Bypass -File install.ps1
#   powershell -ExecutionPolicy Bypass -File install.ps1 -From DIR-or-URL -To DIR
#
# What it fetches must have the SHA-256 that stands below, or nothing is installed. Nobody has run it on Windows yet.
param(
    [string]$From = '@URL@',
    [string]$To = (Join-Path $env:LOCALAPPDATA 'nanollama\bin')
)
$ErrorActionPreference = 'Stop'
$version = '@VERSION@'
$sums = @'
@SUMS@
'@

if (-not $From) { throw 'where the archives lie is not known: -From DIR-or-URL' }
if (-not [Environment]::Is64BitOperatingSystem) { throw 'there is no program for a 32-bit Windows' }
# On ARM, Windows runs programs of x86-64.
$folder = "nanollama-$version-windows-x86_64"
$archive = "$folder.zip"
$line = $sums -split "\r?\n" | Where-Object { $_.EndsWith("  $archive") } | Select-Object -First 1
if (-not $line) { throw "this release has no $archive" }
$expected = $line.Substring(0, 64)

$place = Join-Path ([IO.Path]::GetTempPath()) ([Guid]::NewGuid().ToString())
New-Item -ItemType Directory -Path $place | Out-Null
try {
    $file = Join-Path $place $archive
    if ($From -match '^https?://') {
        [Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
        Write-Host "fetching $From/$archive"
        Invoke-WebRequest -UseBasicParsing -Uri "$From/$archive" -OutFile $file
    } else {
        Copy-Item (Join-Path $From $archive) $file
    }
    $found = (Get-FileHash -Algorithm SHA256 $file).Hash.ToLowerInvariant()
    if ($found -ne $expected) { throw "$archive has the SHA-256 $found, and $expected was expected: nothing was installed" }
    Expand-Archive -Path $file -DestinationPath $place
    New-Item -ItemType Directory -Force -Path $To | Out-Null
    Copy-Item -Force (Join-Path $place "$folder\nanollama.exe") $To
    $completions = Join-Path $place "$folder\completions\_nanollama.ps1"
    if (Test-Path $completions) { Copy-Item -Force $completions $To }
} finally {
    Remove-Item -Recurse -Force $place
}

$program = Join-Path $To 'nanollama.exe'
Write-Host "installed ${program}: $(& $program --version)"
if (($env:Path -split ';') -notcontains $To) {
    Write-Host "it is not on your path yet: `$env:Path += ';$To'"
    Write-Host "for good: [Environment]::SetEnvironmentVariable('Path', [Environment]::GetEnvironmentVariable('Path', 'User') + ';$To', 'User')"
}
Write-Host "completions of this shell: . '$(Join-Path $To '_nanollama.ps1')'"
Write-Host 'next: nanollama doctor'
