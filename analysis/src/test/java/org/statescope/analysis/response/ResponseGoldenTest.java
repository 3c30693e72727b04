package org.statescope.analysis.response;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.ejml.data.ZMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.analysis.golden.Closeness;
import org.statescope.analysis.golden.GoldenSystem;
import org.statescope.analysis.golden.Tolerance;
import org.statescope.analysis.lti.StateSpace;
import tools.jackson.databind.JsonNode;

/// Responses and discretisations against multi-precision references.
class ResponseGoldenTest {
  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void frequencyResponsesMatch(GoldenSystem golden) {
    JsonNode field = golden.field("freq_response").orElseThrow();
    double[] frequencies = GoldenSystem.numbers(field.get("omega_rad_per_s"));
    var response = FrequencyResponse.of(golden.system(), frequencies);
    double largest = 0;
    double error = 0;
    for (int k = 0; k < frequencies.length; k++) {
      ZMatrixRMaj actual = response.values().get(k);
      for (int i = 0; i < actual.numRows; i++) {
        for (int j = 0; j < actual.numCols; j++) {
          var expected = GoldenSystem.complex(field.get("G").get(k).get(i).get(j));
          largest = Math.max(largest, expected.modulus());
          error =
              Math.max(
                  error,
                  Math.hypot(
                      actual.getReal(i, j) - expected.real(),
                      actual.getImag(i, j) - expected.imaginary()));
        }
      }
    }
    assertTrue(error <= Tolerance.response(golden) * largest, golden + ": " + error / largest);
  }

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void gainsAtZeroFrequencyMatch(GoldenSystem golden) {
    var field = golden.field("dcgain");
    if (field.isEmpty()) {
      return;
    }
    DMatrixRMaj expected = GoldenSystem.matrix(field.get());
    DMatrixRMaj actual = FrequencyResponse.gainAtZero(golden.system());
    // A gain that is zero by symmetry is measured against the response at other frequencies.
    double size = CommonOps_DDRM.elementMaxAbs(expected);
    for (JsonNode g : golden.field("freq_response", "G").orElseThrow()) {
      for (JsonNode row : g) {
        for (JsonNode entry : row) {
          size = Math.max(size, GoldenSystem.complex(entry).modulus());
        }
      }
    }
    CommonOps_DDRM.subtractEquals(actual, expected);
    double error = CommonOps_DDRM.elementMaxAbs(actual);
    assertTrue(error <= Tolerance.response(golden) * size, golden + ": " + error + " of " + size);
  }

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void impulseAndStepResponsesMatch(GoldenSystem golden) {
    StateSpace system = golden.system();
    JsonNode impulse = golden.field("impulse_response").orElseThrow();
    JsonNode step = golden.field("step_response").orElseThrow();
    if (system.isDiscrete()) {
      compare(golden, impulse, TimeResponse.discreteImpulse(system, samples(impulse)), "impulse");
      compare(golden, step, TimeResponse.discreteStep(system, samples(step)), "step");
    } else {
      compare(golden, impulse, TimeResponse.impulse(system, times(impulse)), "impulse");
      compare(golden, step, TimeResponse.step(system, times(step)), "step");
    }
  }

  private static int samples(JsonNode field) {
    return 1 + field.get("k").get(field.get("k").size() - 1).asInt();
  }

  private static double[] times(JsonNode field) {
    return GoldenSystem.numbers(field.get("t"));
  }

  private static void compare(
      GoldenSystem golden, JsonNode field, TimeResponse actual, String what) {
    double largest = 0;
    double error = 0;
    for (int entry = 0; entry < field.get("y").size(); entry++) {
      int k = field.has("k") ? field.get("k").get(entry).asInt() : entry;
      DMatrixRMaj expected = GoldenSystem.matrix(field.get("y").get(entry));
      for (int i = 0; i < expected.getNumElements(); i++) {
        largest = Math.max(largest, Math.abs(expected.data[i]));
        error = Math.max(error, Math.abs(expected.data[i] - actual.values().get(k).data[i]));
      }
    }
    assertTrue(
        error <= Tolerance.response(golden) * largest,
        golden + " " + what + ": " + error / largest);
  }

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void discretisationsMatch(GoldenSystem golden) {
    var field = golden.field("discretisations");
    if (field.isEmpty()) {
      assertTrue(golden.system().isDiscrete());
      return;
    }
    StateSpace system = golden.system();
    double h = field.get().get("dt").asDouble();
    compare(golden, field.get().get("zoh"), Discretisation.zeroOrderHold(system, h), "zoh");
    compare(golden, field.get().get("tustin"), Discretisation.bilinear(system, h), "tustin");
    compare(
        golden, field.get().get("euler_forward"), Discretisation.forwardEuler(system, h), "euler");
    compare(
        golden,
        field.get().get("euler_backward"),
        Discretisation.backwardEuler(system, h),
        "backward");
  }

  private static void compare(
      GoldenSystem golden, JsonNode expected, Discretisation.Result result, String what) {
    var actual = assertInstanceOf(Discretisation.Result.Converted.class, result).system();
    String label = golden + " " + what;
    double tolerance = Tolerance.response(golden);
    Closeness.assertLargest(GoldenSystem.matrix(expected.get("A")), actual.a(), tolerance, label);
    Closeness.assertLargest(GoldenSystem.matrix(expected.get("B")), actual.b(), tolerance, label);
    if (expected.has("C")) {
      DMatrixRMaj d = GoldenSystem.matrix(expected.get("D"));
      Closeness.assertLargest(GoldenSystem.matrix(expected.get("C")), actual.c(), tolerance, label);
      // D may be all cancellation: what it is the sum of is measured by C and B.
      double size =
          CommonOps_DDRM.elementMaxAbs(d)
              + CommonOps_DDRM.elementMaxAbs(actual.c()) * CommonOps_DDRM.elementMaxAbs(actual.b());
      double error = CommonOps_DDRM.elementMaxAbs(CommonOps_DDRM.subtract(d, actual.d(), null));
      assertTrue(error <= tolerance * size, label + " D: " + error / size);
    }
  }
}
