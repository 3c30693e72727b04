package org.statescope.training.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.analysis.file.SystemFile;
import org.statescope.analysis.file.SystemWriter;

/// `statescope analyse` on files of every kind.
class AnalyseCommandTest {
  @TempDir private Path folder;

  private static final String OSCILLATOR =
      """
      {"A": [[0, 1], [-4, -0.5]], "B": [[0], [1]], "C": [[1, 0]], "D": [[0]]}
      """;

  @Test
  void aSystemIsAnalysedInWords() throws IOException {
    Path file = Files.writeString(folder.resolve("oscillator.json"), OSCILLATOR);
    CommandResult result = CommandResult.of("analyse", file);
    assertEquals(ExitCode.OK, result.exitCode(), result.err());
    for (String part :
        List.of(
            "oscillator: continuous time, states 2, inputs 1, outputs 1",
            "stable?",
            "controllable?",
            "observable?",
            "-0.25 + 1.98431i",
            "Hautus controllable",
            "stability radius 0.198431",
            "distance to the nearest uncontrollable system 0.435708",
            "numerical rank of Kalman's matrix 2",
            "condition of the Gramians",
            "Hankel singular values 0.566391, 0.441391",
            "H2 norm 0.5",
            "gain at zero frequency 0.25",
            "H-infinity norm 1.00791, peak at 1.9685 rad/s",
            "no finite invariant zeros")) {
      assertTrue(result.out().contains(part), () -> part + " is not in " + result.out());
    }
  }

  /// (s + 1.5)³ over a polynomial of degree four: the zero has its digits, but not against
  /// rounding.
  @Test
  void zerosAreToldWithWhatRoundingMovesThem() throws IOException {
    String triple =
        "{\"A\": [[0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [-24, -50, -35, -10]],"
            + " \"B\": [[0], [0], [0], [1]], \"C\": [[3.375, 6.75, 4.5, 1]]}";
    Path file = Files.writeString(folder.resolve("triple.json"), triple);
    CommandResult result = CommandResult.of("analyse", file);
    assertEquals(ExitCode.OK, result.exitCode(), result.err());
    for (String part :
        List.of(
            "-1.5, -1.5, -1.5",
            "the least certain of them is -1.5: rounding may have moved it by ")) {
      assertTrue(result.out().contains(part), () -> part + " is not in " + result.out());
    }
  }

  /// A second mode 10⁻¹² as strong as the first, of whose truncation rounding changes the digits.
  @Test
  void theErrorOfATruncationIsSaidBeforeAndAfterRounding() throws IOException {
    String weak = "{\"A\": [[-1, 0], [0, -3]], \"B\": [[1], [1e-6]], \"C\": [[1, 1e-6]]}";
    CommandResult result =
        CommandResult.of("analyse", Files.writeString(folder.resolve("weak.json"), weak));
    assertEquals(ExitCode.OK, result.exitCode(), result.err());
    for (String part :
        List.of("balanced truncation to order 1", "with its matrices rounded to doubles by")) {
      assertTrue(result.out().contains(part), () -> part + " is not in " + result.out());
    }
  }

  @Test
  void whatAnUnstableSystemLacksIsSaidInWords() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("s.json"), "{\"A\": [[1]], \"B\": [[1]], \"C\": [[1]], \"dt\": 0.5}");
    CommandResult result = CommandResult.of("analyse", file);
    assertEquals(ExitCode.OK, result.exitCode(), result.err());
    for (String part :
        List.of(
            "discrete time, sample period 0.5 s",
            "stability radius 0: the pole 1",
            "no Gramians: ",
            "no Hankel singular values: ",
            "H2 norm infinite: ",
            "no H-infinity norm: ")) {
      assertTrue(result.out().contains(part), () -> part + " is not in " + result.out());
    }
  }

  @Test
  void anAnalysisIsPrintedAsJsonThatIsAgainASystem() throws IOException {
    Path file = Files.writeString(folder.resolve("oscillator.json"), OSCILLATOR);
    CommandResult result = CommandResult.of("analyse", "--json", file);
    assertEquals(ExitCode.OK, result.exitCode(), result.err());
    assertTrue(result.out().contains("\"name\" : \"oscillator\""), result.out());
    assertTrue(result.out().contains("\"hinf_peak_freq\" : 1.968"), result.out());
    Path again = Files.writeString(folder.resolve("oscillator2.json"), result.out());
    assertEquals(
        result.out().replace("\"oscillator\"", "\"oscillator2\""),
        CommandResult.of("analyse", again, "--json").out());
  }

  @Test
  void aMatlabFileIsAnalysedLikeAnyOther() throws IOException {
    Path json = Files.writeString(folder.resolve("oscillator.json"), OSCILLATOR);
    Path matlab = folder.resolve("oscillator.mat");
    SystemWriter.writeMatlab(SystemFile.read(json), matlab);
    CommandResult result = CommandResult.of("analyse", matlab);
    assertEquals(ExitCode.OK, result.exitCode(), result.err());
    assertEquals(CommandResult.of("analyse", json).out(), result.out());
  }

  @Test
  void aFileThatHoldsNoSystemIsOneSentence() throws IOException {
    CommandResult.assertOneSentence(
        ExitCode.BAD_INPUT, "there is no such file", "analyse", folder.resolve("x.json"));
    Path file = Files.writeString(folder.resolve("s.json"), "{\"A\": [[1, 2]]}");
    CommandResult.assertOneSentence(ExitCode.BAD_INPUT, "it has no B", "analyse", file);
    CommandResult.assertOneSentence(ExitCode.BAD_INPUT, "it has no A", "analyse", folder);
    assertEquals(ExitCode.USAGE, CommandResult.of("analyse").exitCode());
  }
}
