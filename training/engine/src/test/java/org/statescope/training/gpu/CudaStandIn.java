package org.statescope.training.gpu;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.opencl.global.OpenCL;
import org.statescope.training.cli.Statescope;
import org.statescope.training.cli.TrainerProcess;

/// Libraries under the names of CUDA's that run the kernels on the processor, through OpenCL, and
/// hold callers to the driver's documented rules; see `cuda/stand_in.h`. They are found by a
/// process of its own that has their folder on its library path.
///
/// They show that calls are well-formed and in order. They do not show that a card runs them.
final class CudaStandIn {
  /// What the stand-in writes before a rule that was broken.
  static final String BROKEN_RULE = "CUDA stand-in: ";

  private static final String OPENCL = "libOpenCL.so.1";

  private final Path libraries;

  private CudaStandIn(Path libraries) {
    this.libraries = libraries;
  }

  /// Why it cannot be built here, if so.
  static Optional<String> missing() {
    if (!System.getProperty("os.name").equals("Linux")
        || !System.getProperty("os.arch").equals("amd64")) {
      return Optional.of("the stand-in is written for Linux on x86-64");
    }
    boolean hasCompiler =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "cc")));
    if (!hasCompiler) {
      return Optional.of("there is no C compiler (cc)");
    }
    return OpenClDiscovery.devices().stream().anyMatch(GpuDevice.Usable.class::isInstance)
        ? Optional.empty()
        : Optional.of("there is no OpenCL device");
  }

  /// Compiles it into an empty folder.
  static CudaStandIn build(Path folder)
      throws IOException, InterruptedException, URISyntaxException {
    try (InputStream loader =
        OpenCL.class.getResourceAsStream("/org/bytedeco/opencl/linux-x86_64/" + OPENCL)) {
      Files.copy(loader, folder.resolve(OPENCL));
    }
    Path script = Path.of(CudaStandIn.class.getResource("cuda/build.sh").toURI());
    TrainerProcess.Ended ended =
        TrainerProcess.run(List.of("sh", script.toString(), folder.toString()));
    if (ended.exitCode() != 0) {
      throw new IllegalStateException("The stand-in does not compile: " + ended.text());
    }
    return new CudaStandIn(folder);
  }

  /// Libraries of which nothing is called, so that NVIDIA's own compiler loads without a driver.
  CudaStandIn driverless() {
    return new CudaStandIn(libraries.resolve("driverless"));
  }

  /// The same with empty files for some of the libraries, so that none of that name loads.
  CudaStandIn without(Path folder, String... missing) throws IOException {
    try (Stream<Path> all = Files.list(libraries)) {
      for (Path library : all.filter(Files::isRegularFile).toList()) {
        String name = library.getFileName().toString();
        if (Stream.of(missing).anyMatch(name::startsWith)) {
          Files.createFile(folder.resolve(name));
        } else {
          Files.copy(library, folder.resolve(name));
        }
      }
    }
    return new CudaStandIn(folder);
  }

  /// Runs the cases of test classes on `cuda:0`.
  TrainerProcess.Ended cases(Path temporary, Map<String, ?> settings, List<String> classes)
      throws IOException, InterruptedException {
    return run(temporary, settings, DeviceCases.class, classes.toArray());
  }

  /// Runs the command line.
  TrainerProcess.Ended command(Path temporary, Map<String, ?> settings, Object... arguments)
      throws IOException, InterruptedException {
    return run(temporary, settings, Statescope.class, arguments);
  }

  /// Runs another main class.
  TrainerProcess.Ended main(Path temporary, Class<?> main, Object... arguments)
      throws IOException, InterruptedException {
    return run(temporary, Map.of(), main, arguments);
  }

  private TrainerProcess.Ended run(
      Path temporary, Map<String, ?> settings, Class<?> main, Object... arguments)
      throws IOException, InterruptedException {
    String path = libraries + ":" + System.getenv().getOrDefault("LD_LIBRARY_PATH", "");
    List<String> command = new ArrayList<>(List.of("env", "LD_LIBRARY_PATH=" + path));
    command.add("STATESCOPE_STATE=" + temporary.resolve("state"));
    command.add(TestDevices.REQUIRED + "=cuda");
    settings.forEach((name, value) -> command.add("STAND_IN_" + name + "=" + value));
    List<String> java = TrainerProcess.command(main, arguments);
    command.add(java.getFirst());
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-Dstatescope.test.devices=cuda:0");
    String golden = System.getProperty("statescope.golden");
    if (golden != null) {
      command.add("-Dstatescope.golden=" + golden);
    }
    command.addAll(java.subList(1, java.size()));
    return TrainerProcess.run(command);
  }
}
