package org.statescope.training.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.training.run.Discretisation;

/// The kernels compile as CUDA C++ for cards of three generations, where CUDA's compiler is found.
class KernelCompilationTest {
  private static final List<String> ARCHITECTURES = List.of("sm_80", "sm_90", "sm_120");

  @TempDir private Path folder;

  static List<Program> programs() {
    List<Program> programs =
        new ArrayList<>(
            List.of(
                Program.of("elementwise"),
                Program.of("optimizer"),
                TiledProduct.program(false),
                TiledProduct.program(true),
                Program.of("embedding"),
                Program.of("norm"),
                Program.of("loss"),
                Program.of("convolution", Map.of("TAPS", 4)),
                Program.of("hurwitz", Map.of("ORDER", 16))));

    for (Discretisation rule : Discretisation.values()) {
      int number = SelectiveScanOperation.number(rule);
      programs.add(
          Program.of("head_scan", Map.of("CHUNK", 64, "WIDTH", 64, "ORDER", 128, "RULE", number)));
      for (int split : new int[] {0, 1}) {
        Map<String, Integer> constants =
            Map.of("ORDER", 16, "CHANNELS", 16, "TOKENS", 8, "RULE", number, "SPLIT", split);
        programs.add(Program.of("selective_scan", constants));
        if (split == 1) {
          programs.add(Program.of("selective_split", constants));
        }
      }
    }
    for (CanonicalForm form : CanonicalForm.values()) {
      programs.add(canonical(form, 1).program());
      programs.add(canonical(form, 2).program());
      programs.add(canonical(form, 2).splitProgram());
    }
    return programs;
  }

  private static CanonicalSizes canonical(CanonicalForm form, int segments) {
    int chunks = 128;
    Segments cut = Segments.of(chunks, segments);
    return new CanonicalSizes(form, 1, 1024, 64, 16, true, false, chunks, cut);
  }

  static Stream<Arguments> cases() {
    return programs().stream()
        .flatMap(program -> ARCHITECTURES.stream().map(target -> Arguments.of(program, target)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void compilesForTheCard(Program program, String architecture)
      throws IOException, InterruptedException {
    assumeTrue(hasCompiler(), "nvcc is not on the path");
    Path source = folder.resolve(program.file() + ".cu");
    Files.writeString(source, KernelSource.of(program));
    Path log = folder.resolve("log.txt");
    Process compiler =
        new ProcessBuilder(
                "nvcc",
                "-cubin",
                "-arch=" + architecture,
                "-Werror",
                "all-warnings",
                "-diag-suppress",
                "177",
                "-o",
                folder.resolve("out.cubin").toString(),
                source.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertEquals(0, compiler.waitFor(), () -> read(log));
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static boolean hasCompiler() {
    return Arrays.stream(System.getenv("PATH").split(System.getProperty("path.separator")))
        .anyMatch(place -> Files.isExecutable(Path.of(place, "nvcc")));
  }
}
