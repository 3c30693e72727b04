package org.statescope.analysis.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.analysis.lti.StateSpace;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportGridTest {
  private static final double[][] ONE = {{1}};
  private static final double[][] ZERO = {{0}};

  @TempDir private Path folder;

  private static StateSpace scalar(double a) {
    return StateSpace.continuous(new double[][] {{a}}, ONE, ONE, ZERO);
  }

  private static JsonNode json(StateSpace system, ReportGrid grid) {
    return JsonMapper.builder().build().readTree(ReportJson.of(SystemReport.of("s", system), grid));
  }

  @Test
  void samplesSpanTheTimeScalesOfThePoles() {
    double[][] a = {{-1, 0}, {0, -1000}};
    double[][] b = {{1}, {1}};
    double[][] c = {{1, 1}};
    ReportGrid grid = ReportGrid.of(StateSpace.continuous(a, b, c, ZERO));
    assertEquals(0.1, grid.frequencies()[0]);
    assertEquals(10000, grid.frequencies()[grid.frequencies().length - 1]);
    assertEquals(1e-4, grid.impulseTimes()[0]);
    assertEquals(10, grid.impulseTimes()[grid.impulseTimes().length - 1]);
    assertArrayEquals(new int[] {1}, grid.orders());
  }

  @Test
  void integratorsAndUnstableSystemsHaveFiniteResponsesAndReasonsForTheRest() {
    JsonNode integrator = json(scalar(0), ReportGrid.of(scalar(0)));
    assertTrue(integrator.get("dcgain").isNull());
    assertTrue(integrator.get("not_defined").get("dcgain").asString().contains("pole"));
    assertTrue(integrator.get("lyapunov").isNull());
    assertTrue(integrator.get("balanced_truncation").isNull());
    assertEquals(
        10.0, integrator.get("step_response").get("y").get(11).get(0).get(0).asDouble(), 1e-9);
    JsonNode unstable = json(scalar(1e3), ReportGrid.of(scalar(1e3)));
    for (JsonNode y : unstable.get("step_response").get("y")) {
      assertTrue(y.get(0).get(0).isNumber(), () -> "a response is " + y);
    }
    assertTrue(unstable.get("finite_gramians").size() > 1);
  }

  @Test
  void aReportIsSampledWhereItsFileSamples() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("s.json"),
            """
            {"freq_response": {"G": [[[[1, 2]]]], "omega_rad_per_s": [3, 4.5]},
             "finite_gramians": [{"t": 1, "Wc": [[9]]}, {"t": 2, "Wc": [[9]]}],
             "step_response": {"t": [7]}, "discretisations": {"dt": 0.25},
             "lyapunov": {"Q": [[8]]}, "balanced_truncation": null}
            """);
    StateSpace system = scalar(-1);
    ReportGrid grid = ReportGrid.of(system, file);
    assertArrayEquals(new double[] {3, 4.5}, grid.frequencies());
    assertArrayEquals(new double[] {1, 2}, grid.horizons());
    assertArrayEquals(new double[] {7}, grid.stepTimes());
    assertArrayEquals(ReportGrid.of(system).impulseTimes(), grid.impulseTimes());
    assertEquals(0.25, grid.samplePeriod());
    assertEquals(4, json(system, grid).get("lyapunov").get("X").get(0).get(0).asDouble());
  }

  @Test
  void tooManySamplesAreRefused() throws IOException {
    String many = Arrays.toString(new double[10_001]);
    Path file =
        Files.writeString(
            folder.resolve("s.json"), "{\"freq_response\": {\"omega_rad_per_s\": " + many + "}}");
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> ReportGrid.of(scalar(-1), file));
    assertTrue(refusal.getMessage().contains("10001"), refusal.getMessage());
  }
}
