package org.statescope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The packed launcher, as a user starts it.
class LauncherIT {
  private static final Path LAUNCHER =
      Path.of(System.getProperty("statescope.home"), "bin", "statescope");

  @TempDir Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void withoutADisplayItSaysSoInOneSentenceAndNamesTheCommandLine() throws Exception {
    Path errors = folder.resolve("errors");
    Process process = desktop("").redirectError(errors.toFile()).start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(5, process.exitValue());
    String said = Files.readString(errors);
    assertEquals(1, said.lines().count(), said);
    assertTrue(said.contains("no display"), said);
    assertTrue(said.contains("statescope train --preset sc-mamba-tiny"), said);
  }

  @Test
  void theDesktopOpensWithTheLaunchersOwnFlags() throws Exception {
    Path log = folder.resolve("desktop.log");
    Process process =
        desktop(
                "-Dglass.platform=headless -Dprism.order=sw -Dstatescope.log="
                    + log
                    + " -Dstatescope.runs="
                    + folder.resolve("runs")
                    + " -Dstatescope.settings="
                    + folder.resolve("settings.json"))
            .redirectError(folder.resolve("errors").toFile())
            .start();
    try {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
      while (!says(log, "The desktop is open")) {
        assertTrue(process.isAlive(), () -> "ended: " + read(folder.resolve("errors")));
        assertTrue(System.nanoTime() < end, () -> "not open: " + read(log));
        Thread.sleep(100);
      }
      String errors = read(folder.resolve("errors"));
      assertTrue(
          errors.lines().allMatch(line -> line.startsWith("Picked up")),
          () -> "the launcher's flags suit every library: " + errors);
    } finally {
      process.destroy();
      process.waitFor(20, TimeUnit.SECONDS);
    }
  }

  private static ProcessBuilder desktop(String flags) {
    ProcessBuilder builder =
        new ProcessBuilder(LAUNCHER.toString()).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().remove("DISPLAY");
    builder.environment().remove("WAYLAND_DISPLAY");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    if (!flags.isEmpty()) {
      builder.environment().put("JAVA_TOOL_OPTIONS", flags);
    }
    return builder;
  }

  private static boolean says(Path file, String words) throws IOException {
    return Files.exists(file) && Files.readString(file).contains(words);
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
