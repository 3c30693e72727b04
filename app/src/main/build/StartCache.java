import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Opens the desktop once without a display and keeps what the JVM loaded and linked for it, so
/// that the launcher need not do it again at every start (an AOT cache, JEP 483 and 514).
///
/// The desktop starts without the cache too, only later: where it cannot be made the build says why
/// and goes on.
static final long PATIENCE_SECONDS = 180;

void main(String[] arguments) throws IOException, InterruptedException {
  Path home = Path.of(arguments[0]);
  Path cache = home.resolve("lib").resolve("desktop.aot");
  if (Files.exists(cache) && isNewerThanAll(cache, home)) {
    return;
  }
  Files.deleteIfExists(cache);
  Path place = Files.createTempDirectory("statescope-rehearsal");
  Path said = place.resolve("output.txt");
  try {
    Process process =
        new ProcessBuilder(command(home, cache, place))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      tell("the rehearsal took longer than " + PATIENCE_SECONDS + " s", said);
    } else if (process.exitValue() != 0 || !Files.exists(cache)) {
      tell("the rehearsal ended with " + process.exitValue(), said);
    }
  } finally {
    try (Stream<Path> all = Files.walk(place)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
  }
}

List<String> command(Path home, Path cache, Path place) {
  Path java = Path.of(System.getProperty("java.home"), "bin", "java");
  return List.of(
      java.toString(),
      "@" + home.resolve("conf").resolve("desktop.options"),
      "-XX:AOTCacheOutput=" + cache,
      "-Dstatescope.home=" + home,
      "-Dstatescope.rehearsal=true",
      "-Dstatescope.runs=" + place.resolve("runs"),
      "-Dstatescope.settings=" + place.resolve("settings.json"),
      "-Dglass.platform=headless",
      "-Dprism.order=sw",
      "--module-path",
      home.resolve("lib").resolve("javafx").toString(),
      "-cp",
      home.resolve("lib").resolve("desktop").resolve("*").toString(),
      "org.statescope.app.Lab");
}

boolean isNewerThanAll(Path cache, Path home) throws IOException {
  long made = Files.getLastModifiedTime(cache).toMillis();
  try (Stream<Path> files = Files.walk(home.resolve("lib"))) {
    return files
        .filter(file -> file.toString().endsWith(".jar"))
        .allMatch(file -> file.toFile().lastModified() < made);
  }
}

void tell(String what, Path said) throws IOException {
  List<String> lines = Files.readAllLines(said);
  System.err.println(
      "The desktop will start without a cache of its classes, about a second later: "
          + what
          + (lines.isEmpty() ? "." : ": " + lines.getLast()));
}
