@echo off
rem Statescope. Without arguments: the desktop. With arguments: the command line (statescope --help).
setlocal
set "HOME_FOLDER=%~dp0.."
set "JDK="
if defined STATESCOPE_JDK set "JDK=%STATESCOPE_JDK%"
if not defined JDK if exist "%HOME_FOLDER%\conf\jdk" set /p JDK=<"%HOME_FOLDER%\conf\jdk"
if not exist "%JDK%\bin\java.exe" set "JDK=%JAVA_HOME%"
if not exist "%JDK%\bin\java.exe" (
  echo Statescope needs JDK 25 or newer and found none: install one, or name its folder in the variable STATESCOPE_JDK. 1>&2
  exit /b 4
)
set "CACHE=-Dstatescope.cache=none"
if exist "%HOME_FOLDER%\lib\desktop.aot" set "CACHE=-XX:AOTCache=%HOME_FOLDER%\lib\desktop.aot"
if "%~1"=="" (
  "%JDK%\bin\java.exe" "@%HOME_FOLDER%\conf\desktop.options" "%CACHE%" "-Dstatescope.home=%HOME_FOLDER%" --module-path "%HOME_FOLDER%\lib\javafx" -cp "%HOME_FOLDER%\lib\desktop\*" org.statescope.app.Lab
) else (
  "%JDK%\bin\java.exe" "@%HOME_FOLDER%\conf\trainer.options" "-Dstatescope.home=%HOME_FOLDER%" -cp "%HOME_FOLDER%\lib\trainer\*" org.statescope.training.cli.Statescope %*
)
exit /b %ERRORLEVEL%
