package org.statescope.analysis.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.analysis.file.SystemFile;
import org.statescope.analysis.golden.GoldenSystem;
import org.statescope.analysis.golden.Matching;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.StateSpace;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The reference files are read as any user's file is, and the report's JSON is laid beside them,
/// field by field under the same names.
class ReportGoldenTest {
  private static final double UNIT_ROUNDOFF = 2.2e-16;
  private static final double HOPELESS_CONDITION = 1e13;
  private static final double ILL_CONDITION = 1e10;
  private static final double ROUNDING = 1e-14;
  private static final double CLUSTER = 1e-3;

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void theReportAgreesWithTheReferenceUnderTheSameNames(GoldenSystem golden) throws IOException {
    Path file = Files.writeString(folder.resolve("system.json"), golden.json().toString());
    StateSpace system = SystemFile.read(file);
    Path written =
        Files.writeString(
            folder.resolve("report.json"), ReportJson.of(SystemReport.of(golden.name(), system)));
    JsonNode json = JsonMapper.builder().build().readTree(Files.readString(written));
    for (String name : List.of("name", "domain", "n", "m", "p")) {
      assertEquals(golden.json().get(name), json.get(name), name);
    }
    assertSame(golden.system(), system);
    assertSame(system, SystemFile.read(written));
    assertPoles(golden, json);
    assertStability(golden, json);
    assertEnergy(golden, json);
    assertGains(golden, json);
    assertStructure(golden, json);
  }

  private static void assertSame(StateSpace expected, StateSpace actual) {
    assertArrayEquals(expected.a().data, actual.a().data);
    assertArrayEquals(expected.b().data, actual.b().data);
    assertArrayEquals(expected.c().data, actual.c().data);
    assertArrayEquals(expected.d().data, actual.d().data);
    assertEquals(expected.timeDomain(), actual.timeDomain());
  }

  private static void assertPoles(GoldenSystem golden, JsonNode json) {
    List<Complex> poles = GoldenSystem.complexes(json.get("poles"));
    double[] distances = Matching.distances(golden.poles(), poles);
    double condition = golden.number("cond", "eigenvector_matrix_double").orElseThrow();
    for (int i = 0; i < distances.length; i++) {
      Complex pole = golden.poles().get(i);
      long multiplicity =
          golden.poles().stream()
              .filter(other -> other.distanceTo(pole) <= CLUSTER * golden.norm())
              .count();
      double defective = Math.pow(ROUNDING, 1.0 / multiplicity);
      double tolerance = Math.min(1e-12 * condition, Math.max(1e-3, defective)) * golden.norm();
      double distance = distances[i];
      assertTrue(distance <= tolerance, () -> pole + " is off by " + distance);
    }
    assertEquals(poles.size(), json.get("pole_properties").size());
  }

  private static void assertStability(GoldenSystem golden, JsonNode json) {
    if (!json.get("stable").isNull()) {
      assertEquals(golden.json().get("stable"), json.get("stable"));
    } else {
      assertTrue(json.get("not_defined").has("stable"));
    }
    double expected = golden.number("stability_radius", "value").orElseThrow();
    double actual = GoldenSystem.number(json.get("stability_radius").get("value"));
    assertEquals(expected, actual, 1e-13 * golden.norm() + 1e-8 * expected, "stability_radius");
  }

  private static void assertEnergy(GoldenSystem golden, JsonNode json) {
    var condition = golden.number("cond", "lyapunov");
    if (condition.isEmpty()) {
      assertTrue(json.get("hsv").isNull() && json.get("not_defined").has("hsv"));
      assertTrue(json.get("h2_norm").isNull() && json.get("not_defined").has("h2_norm"));
      return;
    }
    double expected = golden.number("h2_norm").orElseThrow();
    double h2 = GoldenSystem.number(json.get("h2_norm"));
    double relative = Math.max(1e-12, 100 * UNIT_ROUNDOFF * condition.get());
    if (Double.isInfinite(expected)) {
      assertEquals("Infinity", json.get("h2_norm").asString());
    } else {
      assertEquals(expected, h2, relative * expected, "h2_norm");
    }
    if (condition.get() < HOPELESS_CONDITION) {
      double[] hankel = GoldenSystem.numbers(golden.json().get("hsv"));
      double noise = 1e-11 * hankel[0];
      assertArrayEquals(hankel, GoldenSystem.numbers(json.get("hsv")), noise, "hsv");
    }
  }

  private static void assertGains(GoldenSystem golden, JsonNode json) {
    var expected = golden.number("hinf_norm");
    if (expected.isPresent()) {
      double condition = golden.number("cond", "lyapunov").orElseThrow();
      double tolerance = condition > ILL_CONDITION ? 1e-6 : 1e-9;
      double actual = GoldenSystem.number(json.get("hinf_norm"));
      assertEquals(expected.get(), actual, tolerance * expected.get(), "hinf_norm");
    }
    golden
        .field("invariant_zeros")
        .ifPresent(zeros -> assertEquals(zeros.size(), json.get("invariant_zeros").size()));
  }

  private static void assertStructure(GoldenSystem golden, JsonNode json) {
    assertSide(golden, json, "ctrb", "dist_uncontrollable");
    assertSide(golden, json, "obsv", "dist_unobservable");
  }

  private static void assertSide(GoldenSystem golden, JsonNode json, String side, String distance) {
    assertEquals(
        golden.json().get("kalman").get(side).get("rank_exact"),
        json.get("kalman").get(side).get("rank_exact"));
    assertEquals(
        golden.json().get("staircase").get(side).get("dim_exact"),
        json.get("staircase").get(side).get("dim_exact"));
    double expected = golden.number(distance, "value").orElseThrow();
    double lower = golden.number(distance, "certified_lower_bound").orElse(0.0);
    double actual = GoldenSystem.number(json.get(distance).get("value"));
    double noise = 1e-12 * golden.norm();
    assertTrue(
        actual <= expected * (1 + 1e-6) + noise && actual >= lower * (1 - 1e-9) - noise,
        distance + " is " + actual + " for " + expected);
    assertEquals(golden.poles().size(), json.get("pbh_sigma_min").get(side).size());
  }
}
