package org.statescope.training.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.training.gpu.Parallelism;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunJson;
import org.statescope.training.trainer.BackendTrainingProgram;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EstimateCommandTest {
  @TempDir private Path folder;

  @Test
  void aRunIsCountedAsItsProgramIsMade() throws IOException {
    RunConfiguration run = small("mamba-tiny").build();
    Path file = folder.resolve("run.json");
    RunJson.write(file, run);
    JsonNode estimate = json("estimate", "--json", file);
    assertEquals(run.model().parameterCount(), estimate.get("parameters").asLong());
    try (var program = (BackendTrainingProgram) Devices.create(run, Devices.threads())) {
      assertEquals(program.allocatedBytes(), estimate.get("memory_bytes").asLong());
    }
    assertTrue(estimate.get("speed").isNull());
  }

  @Test
  void anotherDeviceIsCountedWithoutOne() throws IOException {
    RunConfiguration run = small("mamba2-tiny").device("cuda:7").build();
    RunFolder made = RunFolder.createAt(folder.resolve("run"), run);
    JsonNode estimate = json("estimate", "--json", made.path());
    assertEquals(
        DevicePrograms.bytes(Parallelism.NONE, run, run.batch()),
        estimate.get("memory_bytes").asLong());
    assertTrue(estimate.get("memory_bytes").asLong() > 4 * 4 * run.model().parameterCount());
  }

  @Test
  void theSpeedIsMeasuredOnlyWhenAskedFor() throws IOException {
    RunConfiguration run = small("sc-mamba-tiny").build();
    Path file = folder.resolve("run.json");
    RunJson.write(file, run);
    JsonNode speed = json("estimate", "--json", "--measure", file).get("speed");
    assertTrue(speed.get("tokens_per_second").asDouble() > 0);
    assertTrue(speed.get("steps").asInt() >= 3);
    assertEquals(Devices.threads(), speed.get("threads").asInt());
  }

  @Test
  void devicesTellTheirMemoryOrTheReasonWithTheRemedy() {
    JsonNode devices = json("devices", "--json");
    assertEquals("cpu", devices.get(0).get("name").asString());
    assertTrue(devices.get(0).get("threads").asInt() >= 1);
    for (JsonNode device : devices) {
      boolean usable = device.get("reason").isNull();
      assertEquals(usable, device.get("remedy").isNull(), device.toString());
      assertEquals(usable, !device.get("description").asString().isBlank(), device.toString());
    }
  }

  @Test
  void aFileThatIsNoConfigurationIsToldInASentence() throws IOException {
    Path file = folder.resolve("run.json");
    RunJson.write(file, List.of(1, 2));
    StringWriter err = new StringWriter();
    assertEquals(ExitCode.BAD_INPUT, execute(new StringWriter(), err, "estimate", file));
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertFalse(err.toString().contains("Exception"), err.toString());
  }

  private static org.statescope.training.run.RunConfigurationBuilder small(String preset) {
    RunConfiguration start = Presets.get(preset);
    return start.toBuilder()
        .model(start.model().toBuilder().layers(1).modelWidth(64).build())
        .batch(1)
        .length(16);
  }

  private static JsonNode json(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    assertEquals(ExitCode.OK, execute(out, err, arguments), err.toString());
    return JsonMapper.shared().readTree(out.toString());
  }

  private static int execute(StringWriter out, StringWriter err, Object... arguments) {
    CommandLine commandLine =
        Statescope.commandLine(
                Devices::create,
                (run, log) -> {
                  throw new IllegalStateException("an estimate starts no worker");
                })
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    return commandLine.execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
  }
}
