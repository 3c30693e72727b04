package org.statescope.benchmarks.device;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.statescope.training.run.MatrixPrecision;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Measures one device within a given time: its rates of memory and of matrix products, every
/// kernel beside them, tokens per second of whole training steps, the same models of Hugging Face
/// where Python has PyTorch and transformers, and whether the targets hold. Every part is a process
/// of its own; one that fails or hangs is told in a sentence and the others go on. Rows are printed
/// and kept as soon as they are measured, the most important first.
@Command(
    name = "device-benchmark",
    description = "Measures a graphics processor within a given time.",
    mixinStandardHelpOptions = true)
public final class DeviceBenchmark implements Callable<Integer> {
  @Option(
      names = "--device",
      required = true,
      description = "Its name, such as cuda:0 or opencl:0; statescope devices lists them.")
  private String device = "";

  @Option(
      names = "--rows",
      defaultValue = "(mamba|sc-mamba|routh-schwarz|mamba2)-(tiny|small|130m)",
      description = "A regular expression over presets (default: ${DEFAULT-VALUE}).")
  private String rows = "";

  @Option(
      names = "--precision",
      defaultValue = "float32",
      description = "Of matrix products: float32, tf32 or bf16 (default: ${DEFAULT-VALUE}).")
  private String precision = "";

  @Option(
      names = "--seconds",
      defaultValue = "540",
      description = "The time for everything (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--out",
      defaultValue = "device-benchmark.jsonl",
      description = "The file of the rows, a JSON object a line (default: ${DEFAULT-VALUE}).")
  private Path file = Path.of("");

  @Option(
      names = "--python",
      defaultValue = "python3",
      description = "The Python of the peers; none leaves them out (default: ${DEFAULT-VALUE}).")
  private String python = "";

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new DeviceBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Deadline deadline = Deadline.in(seconds);
    Plan plan = new Plan(device, MatrixPrecision.ofLabel(precision), rows);
    Path folder = Files.createTempDirectory("device-benchmark");
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (Results results = new Results(out, file)) {
      Optional<DevicePeer> peer =
          python.equals("none")
              ? Optional.empty()
              : Optional.of(DevicePeer.in(folder, python, device));
      for (Part part : plan.parts(folder, peer)) {
        part.run(results, deadline);
      }
      if (!plan.runs().isEmpty()) {
        Targets.of(results, plan.first()).forEach(results::add);
      }
      return results.find(Roofline.RATES).isPresent() ? 0 : 1;
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> entries = Files.walk(folder)) {
      List<Path> all = entries.sorted(Comparator.reverseOrder()).toList();
      for (Path path : all) {
        Files.deleteIfExists(path);
      }
    }
  }
}
