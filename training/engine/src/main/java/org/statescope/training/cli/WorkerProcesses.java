package org.statescope.training.cli;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.statescope.training.experiment.RunWorkers;

/// Trainers as processes of the same Java, with the same options and libraries as this one.
///
/// @param main the command line that each of them is
record WorkerProcesses(Class<?> main) implements RunWorkers {
  @Override
  public Process start(Path runFolder, Path output) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of("resume", runFolder.toString()));
    File file = output.toFile();
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(file))
        .start();
  }
}
