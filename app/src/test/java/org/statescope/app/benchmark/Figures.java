package org.statescope.app.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a measuring process prints, a name and a number a line, read by the one that started it.
record Figures(Map<String, Double> byName) {
  private static final String MARK = "figure ";

  static void print(String name, double value) {
    System.out.println(MARK + name + " " + value);
  }

  double get(String name) {
    Double value = byName.get(name);
    if (value == null) {
      throw new IllegalStateException("Nothing was measured under " + name + ".");
    }
    return value;
  }

  /// Runs a class of this class path in a process with the desktop's own flags, libraries and
  /// cache.
  ///
  /// @param home the folder of the packed launcher
  /// @throws IllegalStateException if the process ends with an error, whose words it has printed
  static Figures of(Path home, Class<?> script, Path runs, Path settings)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + home.resolve("conf").resolve("desktop.options"));
    command.addAll(LabBenchmark.HEADLESS);
    command.add("--add-reads=javafx.base=jdk.jfr");
    command.add("-Dstatescope.log=" + settings.resolveSibling(script.getSimpleName() + ".log"));
    command.add("-Dbenchmark.recordings=" + System.getProperty("benchmark.recordings", ""));
    command.addAll(List.of("--module-path", home.resolve("lib").resolve("javafx").toString()));
    // What the launcher starts, with its cache of classes, and the scripts behind it.
    String desktop = home.resolve("lib").resolve("desktop").resolve("*").toString();
    Path cache = home.resolve("lib").resolve("desktop.aot");
    if (Files.exists(cache)) {
      command.add("-XX:AOTCache=" + cache);
    }
    command.addAll(
        List.of("-cp", desktop + File.pathSeparator + System.getProperty("java.class.path")));
    command.addAll(List.of(script.getName(), runs.toString(), settings.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    // Who ends the benchmark ends the desktop too.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    Map<String, Double> figures = new LinkedHashMap<>();
    process
        .inputReader()
        .lines()
        .filter(line -> line.startsWith(MARK))
        .map(line -> line.substring(MARK.length()).split(" "))
        .forEach(words -> figures.put(words[0], Double.valueOf(words[1])));
    if (process.waitFor() != 0) {
      throw new IllegalStateException(
          "%s ended with the exit code %d.".formatted(script.getSimpleName(), process.exitValue()));
    }
    return new Figures(figures);
  }
}
