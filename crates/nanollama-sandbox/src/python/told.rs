//! What an interpreter is told: words of its own command line.

/// Says which file it is, where its library lies, and which files it maps once all its own modules are loaded.
const SCRIPT: &str = "\
import os, sys, sysconfig
paths = sysconfig.get_paths()
print(os.path.realpath(getattr(sys, '_base_executable', None) or sys.executable))
for folder in sorted({os.path.realpath(paths[name]) for name in ('stdlib', 'platstdlib')}):
    print(folder)
    modules = os.path.join(folder, 'lib-dynload')
    for name in sorted(os.listdir(modules)) if os.path.isdir(modules) else ():
        try:
            __import__(name.split('.')[0])
        except BaseException:
            pass
try:
    for path in sorted({line.split(None, 5)[5].strip() for line in open('/proc/self/maps') if '/' in line}):
        print(path)
except OSError:
    pass
";
/// Asks it, with nothing of the user's around.
pub(super) const ASK: [&str; 3] = ["-I", "-c", SCRIPT];
/// Has it run what comes as input: no packages of the user's, and nothing written beside sources.
pub(super) const RUN: [&str; 3] = ["-s", "-B", "-"];
