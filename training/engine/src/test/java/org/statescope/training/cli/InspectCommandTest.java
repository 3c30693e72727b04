package org.statescope.training.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.analysis.checkpoint.SafetensorsFile;
import org.statescope.analysis.checkpoint.SafetensorsWriter;
import org.statescope.analysis.checkpoint.family.Recognition;
import org.statescope.analysis.checkpoint.inspect.Inspection;
import org.statescope.analysis.network.BankPoles;
import org.statescope.analysis.network.SsmNetwork;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InspectCommandTest {
  @TempDir private Path folder;

  /// The golden folders that hold a language model.
  static List<Path> models() throws IOException {
    Path golden = Path.of(System.getProperty("statescope.golden"), "training");
    try (Stream<Path> entries = Files.list(golden)) {
      List<Path> models =
          entries.filter(entry -> Files.exists(entry.resolve("model.safetensors"))).toList();
      assertFalse(models.isEmpty(), "no model in " + golden);
      return models;
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void theGoldenModelsAreRecognisedWithThePolesOfTheirLogarithm(Path model) throws IOException {
    Inspection inspection = Inspection.of(model);
    var network = (Recognition.Network) inspection.recognition();
    try (SafetensorsFile file = SafetensorsFile.open(model.resolve("model.safetensors"))) {
      long layers = file.names().stream().filter(name -> name.endsWith(".A_log")).count();
      assertEquals(layers, network.network().layers().size());
      for (int i = 0; i < layers; i++) {
        SsmNetwork.Layer layer = network.network().layers().get(i);
        assertPoles(file, layer);
        boolean heads = file.contains(layer.name() + ".dt_bias");
        double[] bias = file.readDoubles(layer.name() + (heads ? ".dt_bias" : ".dt_proj.bias"));
        for (int k = 0; k < bias.length; k++) {
          assertEquals(Math.log1p(Math.exp(bias[k])), network.steps().get(i).values()[k], 1e-12);
        }
      }
    }
  }

  private static void assertPoles(SafetensorsFile file, SsmNetwork.Layer layer) {
    double[] logarithm = file.readDoubles(layer.name() + ".A_log");
    int order = layer.channels().order();
    double[] real = new double[logarithm.length];
    double[] imaginary = new double[logarithm.length];
    assertEquals(logarithm.length, layer.channels().count() * order);
    for (int system = 0; system < layer.channels().count(); system++) {
      BankPoles.fill(layer.channels(), system, real, imaginary, system * order);
    }
    for (int k = 0; k < logarithm.length; k++) {
      assertEquals(-Math.exp(logarithm[k]), real[k]);
      assertEquals(0, imaginary[k]);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void aReportNamesTheModelItsPolesAndItsCensus(Path model) {
    CommandResult text = CommandResult.of("inspect", model);
    assertEquals(ExitCode.OK, text.exitCode(), text.err());
    for (String part :
        List.of(
            "Mamba",
            "safetensors",
            "A pole is",
            "Re λ from",
            "memory in tokens",
            "backbone.layers.0.mixer",
            "Census of",
            "controllable")) {
      assertTrue(text.out().contains(part), () -> part + " is not in " + text.out());
    }
    CommandResult json = CommandResult.of("inspect", "--json", model);
    assertEquals(ExitCode.OK, json.exitCode(), json.err());
    JsonNode root = JsonMapper.builder().build().readTree(json.out());
    assertEquals("network", root.get("recognised").asString());
    JsonNode layer = root.get("layers").get(0);
    assertTrue(layer.get("real_largest").asDouble() < 0, json.out());
    assertTrue(layer.get("memory_tokens").get("median").asDouble() > 0, json.out());
    JsonNode census = root.get("census");
    assertEquals(census.get("systems").asLong(), census.get("stable").asLong());
    assertFalse(CommandResult.of("inspect", "--poles", model).out().contains("Census of"));
  }

  @Test
  void aFileThatIsNotKnownSaysWhatItHolds() throws IOException {
    Path path = folder.resolve("x.safetensors");
    new SafetensorsWriter().add("cell.A_log", new long[] {2}, new float[] {0, 1}).writeTo(path);
    CommandResult text = CommandResult.of("inspect", path);
    assertEquals(ExitCode.OK, text.exitCode(), text.err());
    assertTrue(text.out().contains("Found: cell.A_log F32[2]"), text.out());
    assertTrue(text.out().contains("it lacks"), text.out());
    CommandResult json = CommandResult.of("inspect", path, "--json");
    assertTrue(json.out().contains("\"recognised\" : \"unknown\""), json.out());
  }

  @Test
  void aFileThatIsNoCheckpointIsOneSentence() throws IOException {
    Path path = Files.writeString(folder.resolve("x.bin"), "not a checkpoint");
    for (Object each : List.of(path, folder.resolve("absent"), folder.resolve("absent.pt"))) {
      CommandResult result = CommandResult.of("inspect", each);
      assertEquals(ExitCode.BAD_INPUT, result.exitCode(), result.err());
      assertEquals(1, result.err().lines().count(), result.err());
    }
    assertEquals(ExitCode.USAGE, CommandResult.of("inspect").exitCode());
  }
}
