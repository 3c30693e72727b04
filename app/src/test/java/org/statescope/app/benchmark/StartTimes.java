package org.statescope.app.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// From starting the packed launcher, as a user does, until the desktop says in its log that a
/// window with the list of runs has been drawn.
final class StartTimes {
  private static final int PROCESSES = 5;
  private static final long PATIENCE_SECONDS = 60;

  private StartTimes() {}

  /// The first process, which may find a cold disk, and five more.
  static Times measure(Path home, Path runs, Path folder) throws IOException, InterruptedException {
    List<Double> times = new ArrayList<>();
    start(home, runs, Files.createDirectories(folder.resolve("warm-up")));
    for (int i = 0; i < PROCESSES; i++) {
      times.add(start(home, runs, Files.createDirectories(folder.resolve("start-" + i))));
    }
    return new Times(times);
  }

  private static double start(Path home, Path runs, Path folder)
      throws IOException, InterruptedException {
    Path log = folder.resolve("desktop.log");
    List<String> flags = new ArrayList<>(LabBenchmark.HEADLESS);
    flags.add("-Dstatescope.log=" + log);
    flags.add("-Dstatescope.runs=" + runs);
    flags.add("-Dstatescope.settings=" + folder.resolve("settings.json"));
    ProcessBuilder builder =
        new ProcessBuilder(home.resolve("bin").resolve("statescope").toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(folder.resolve("errors").toFile());
    builder.environment().put("JAVA_TOOL_OPTIONS", String.join(" ", flags));
    long begin = System.nanoTime();
    Process process = builder.start();
    try {
      while (!says(log, "The first runs are on the screen")) {
        if (!process.isAlive() || sinceSeconds(begin) > PATIENCE_SECONDS) {
          throw new IllegalStateException(
              "The desktop did not open: " + Files.readString(folder.resolve("errors")));
        }
        Thread.sleep(2);
      }
      return 1000 * sinceSeconds(begin);
    } finally {
      process.destroy();
      process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static double sinceSeconds(long begin) {
    return (System.nanoTime() - begin) * 1e-9;
  }

  private static boolean says(Path log, String words) throws IOException {
    return Files.exists(log) && Files.readString(log).contains(words);
  }
}
