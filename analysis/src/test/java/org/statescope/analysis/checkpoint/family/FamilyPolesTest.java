package org.statescope.analysis.checkpoint.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.statescope.analysis.checkpoint.SafetensorsFile;
import org.statescope.analysis.checkpoint.SmallModel;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Poles;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.network.BankPoles;
import org.statescope.analysis.network.SystemBank;

/// The poles and steps of each way to keep A, against its formula written out again here.
class FamilyPolesTest {
  private static final double CLOSE = 1e-12;

  /// Eigenvalues of small matrices.
  private static final double EIGENVALUE = 1e-10;

  @TempDir private Path folder;

  private Recognition.Network network(SmallModel model) throws IOException {
    try (SafetensorsFile file =
        SafetensorsFile.open(model.writeTo(folder.resolve("m.safetensors")))) {
      return (Recognition.Network) Recognisers.recognise(file);
    }
  }

  private static List<Complex> poles(SystemBank bank, int system) {
    double[] real = new double[bank.order()];
    double[] imaginary = new double[bank.order()];
    BankPoles.fill(bank, system, real, imaginary, 0);
    List<Complex> poles = new ArrayList<>();
    for (int i = 0; i < real.length; i++) {
      poles.add(new Complex(real[i], imaginary[i]));
    }
    return poles;
  }

  private static void assertHas(
      List<Complex> poles, double real, double imaginary, double tolerance) {
    assertTrue(
        poles.stream()
            .anyMatch(
                pole -> Math.hypot(pole.real() - real, pole.imaginary() - imaginary) <= tolerance),
        () -> real + " + " + imaginary + "i is not among " + poles);
  }

  private static double softplus(double x) {
    return Math.log(1 + Math.exp(x));
  }

  @ParameterizedTest
  @EnumSource(
      value = ModelFamily.class,
      names = {
        "MAMBA",
        "MAMBA_HUGGING_FACE",
        "FALCON_MAMBA",
        "MAMBA_BYTE",
        "JAMBA",
        "ZAMBA",
        "BLACK_MAMBA",
        "ROUTING_MAMBA",
        "BLOCK_BIASED_MAMBA"
      })
  void channelsHaveTheNegativeExponentialOfALog(ModelFamily family) throws IOException {
    SmallModel model = RecognisersTest.layout(family);
    Recognition.Network network = network(model);
    for (int layer = 0; layer < network.steps().size(); layer++) {
      String name = original(model, network.network().layers().get(layer).name());
      SystemBank bank = network.network().layers().get(layer).channels();
      float[] logarithm = model.values(name + ".A_log");
      String bias = name + (family == ModelFamily.ZAMBA ? ".dt_proj_bias" : ".dt_proj.bias");
      assertEquals(Layouts.CHANNELS, bank.count());
      assertEquals(Layouts.ORDER, bank.order());
      for (int channel = 0; channel < bank.count(); channel++) {
        List<Complex> poles = poles(bank, channel);
        assertEquals(poles.size(), Poles.of(bank.system(channel)).size());
        for (int state = 0; state < Layouts.ORDER; state++) {
          double expected = -Math.exp(logarithm[channel * Layouts.ORDER + state]);
          assertEquals(expected, poles.get(state).real());
        }
        double step = softplus(model.values(bias)[channel]);
        assertEquals(step, network.steps().get(layer).values()[channel], CLOSE);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ModelFamily.class,
      names = {
        "MAMBA_2",
        "CODESTRAL_MAMBA",
        "BI_MAMBA",
        "ZAMBA_2",
        "BAMBA",
        "FALCON_H1",
        "GRANITE_HYBRID",
        "NEMOTRON_H"
      })
  void headsHaveTheNegativeExponentialOfALog(ModelFamily family) throws IOException {
    SmallModel model = RecognisersTest.layout(family);
    Recognition.Network network = network(model);
    for (int layer = 0; layer < network.steps().size(); layer++) {
      String name = original(model, network.network().layers().get(layer).name());
      SystemBank bank = network.network().layers().get(layer).channels();
      assertEquals(Layouts.HEADS, bank.count());
      for (int head = 0; head < Layouts.HEADS; head++) {
        assertEquals(
            List.of(new Complex(-Math.exp(model.values(name + ".A_log")[head]), 0)),
            poles(bank, head));
        assertEquals(
            softplus(model.values(name + ".dt_bias")[head]),
            network.steps().get(layer).values()[head],
            CLOSE);
      }
    }
  }

  private static String original(SmallModel model, String layer) {
    for (String name : model.parts().keySet()) {
      if (name.endsWith(layer + ".A_log")) {
        return name.substring(0, name.length() - ".A_log".length());
      }
    }
    throw new AssertionError(layer);
  }

  @Test
  void visionMambaReadsForwardsAndBackwards() throws IOException {
    SmallModel model = RecognisersTest.layout(ModelFamily.VISION_MAMBA);
    Recognition.Network network = network(model);
    assertEquals(2 * Layouts.LAYERS, network.steps().size());
    assertEquals("layers.0.mixer.backward", network.network().layers().get(1).name());
    assertEquals(
        -Math.exp(model.values("layers.0.mixer.A_b_log")[0]),
        poles(network.network().layers().get(1).channels(), 0).getFirst().real());
    assertEquals(
        softplus(model.values("layers.0.mixer.dt_proj_b.bias")[0]),
        network.steps().get(1).values()[0],
        CLOSE);
  }

  @Test
  void vmambaHasChannelsForEveryPath() throws IOException {
    SmallModel model = RecognisersTest.layout(ModelFamily.VMAMBA);
    Recognition.Network network = network(model);
    SystemBank bank = network.network().layers().getFirst().channels();
    assertEquals(4 * Layouts.CHANNELS, bank.count());
    assertEquals(
        -Math.exp(model.values("layers.0.blocks.0.op.A_logs")[Layouts.ORDER * 13 + 1]),
        poles(bank, 13).get(1).real());
    assertTrue(network.remarks().toString().contains("4 paths"));
  }

  @Test
  void ggufHoldsAItself() throws IOException {
    SmallModel model = RecognisersTest.layout(ModelFamily.GGUF_MAMBA);
    Recognition.Network network = network(model);
    assertEquals(
        model.values("blk.2.ssm_a")[Layouts.ORDER * 5 + 2],
        poles(network.network().layers().get(2).channels(), 5).get(2).real());
    SmallModel heads = RecognisersTest.layout(ModelFamily.GGUF_MAMBA_2);
    assertEquals(
        heads.values("blk.10.ssm_a")[3],
        poles(network(heads).network().layers().get(10).channels(), 3).getFirst().real());
  }

  @ParameterizedTest
  @CsvSource({"log_A_real,log_dt,1", "A_real,inv_dt,-1", "inv_A_real,log_dt,1"})
  void s4dTurnsOneWayOrTheOtherAsItsVersionDoes(String real, String step, int sign)
      throws IOException {
    SmallModel model = Layouts.s4d(real, step, 1, Layouts.CHANNELS, Layouts.ORDER, 2);
    Recognition.Network network = network(model);
    assertEquals(ModelFamily.S4D, network.family());
    String kernel = "s4_layers.1.kernel.";
    SystemBank bank = network.network().layers().get(1).channels();
    int channel = 5;
    int row = real.equals("log_A_real") ? channel : channel % 2;
    List<Complex> poles = poles(bank, channel);
    for (int state = 0; state < Layouts.ORDER; state++) {
      int i = row * Layouts.ORDER + state;
      double expected = sign * model.values(kernel + "A_imag")[i];
      Complex first = poles.get(2 * state);
      assertEquals(-Math.exp(model.values(kernel + real)[i]), first.real());
      assertEquals(expected, first.imaginary());
      assertEquals(-expected, poles.get(2 * state + 1).imaginary());
    }
    assertEquals(
        Math.exp(model.values(kernel + step)[channel]),
        network.steps().get(1).values()[channel],
        CLOSE);
  }

  /// With one state, A is a 2×2 matrix, known by its trace and determinant.
  @ParameterizedTest
  @CsvSource({"A_real,A_imag,inv_dt,-1", "inv_w_real,w_imag,log_dt,1"})
  void s4SubtractsItsLowRankPart(String real, String imaginary, String step, int sign)
      throws IOException {
    SmallModel model = Layouts.s4(real, imaginary, step);
    for (int layer = 0; layer < Layouts.LAYERS; layer++) {
      String kernel = "s4_layers." + layer + ".layer.kernel.";
      model
          .with(kernel + real, 2, 1)
          .with(kernel + imaginary, 2, 1)
          .with(kernel + "P", 1, 2, 1, 2)
          .with(kernel + "B", 1, 2, 1, 2)
          .with(kernel + "C", 1, Layouts.CHANNELS, 1, 2);
    }
    Recognition.Network network = network(model);
    assertEquals(ModelFamily.S4, network.family());
    SystemBank bank = network.network().layers().getFirst().channels();
    String kernel = "s4_layers.0.layer.kernel.";
    for (int channel = 0; channel < Layouts.CHANNELS; channel++) {
      int row = channel % 2;
      double a = -Math.exp(model.values(kernel + real)[row]);
      double b = sign * model.values(kernel + imaginary)[row];
      double p = model.values(kernel + "P")[2 * row];
      double q = model.values(kernel + "P")[2 * row + 1];
      // [[a − 2p², −b − 2pq], [b − 2pq, a − 2q²]]
      double trace = 2 * a - 2 * p * p - 2 * q * q;
      double determinant = (a - 2 * p * p) * (a - 2 * q * q) - (-b - 2 * p * q) * (b - 2 * p * q);
      List<Complex> poles = poles(bank, channel);
      Complex first = poles.get(0);
      Complex second = poles.get(1);
      assertEquals(trace, first.real() + second.real(), EIGENVALUE);
      assertEquals(
          determinant,
          first.real() * second.real() - first.imaginary() * second.imaginary(),
          EIGENVALUE);
      assertEquals(2 * model.values(kernel + "C")[2 * channel], bank.system(channel).c().get(0, 0));
      assertEquals(model.values(kernel + "B")[2 * row + 1], bank.system(channel).b().get(1, 0));
    }
  }

  @Test
  void s5AndTheLruCountEveryStateWithItsConjugate() throws IOException {
    SmallModel s5 = RecognisersTest.layout(ModelFamily.S5);
    Recognition.Network network = network(s5);
    SystemBank bank = network.network().layers().get(2).channels();
    String cell = "encoder.layers_2.seq.";
    assertHas(
        poles(bank, 1), s5.values(cell + "Lambda_re")[1], -s5.values(cell + "Lambda_im")[1], CLOSE);
    assertEquals(
        Math.exp(s5.values(cell + "log_step")[1]), network.steps().get(2).values()[1], CLOSE);

    SmallModel lru = RecognisersTest.layout(ModelFamily.LRU);
    bank = network(lru).network().layers().getFirst().channels();
    double modulus = Math.exp(-Math.exp(lru.values("layers.0.lru.nu_log")[2]));
    double angle = Math.exp(lru.values("layers.0.lru.theta_log")[2]);
    assertHas(poles(bank, 2), modulus * Math.cos(angle), modulus * Math.sin(angle), CLOSE);
    assertEquals(TimeDomain.discrete(1), bank.timeDomain());
  }

  @Test
  void companionFactorsHaveTheRootsThatTheyName() throws IOException {
    SmallModel model = Layouts.ours("A_factors", Layouts.CHANNELS, Layouts.ORDER);
    SystemBank bank = network(model).network().layers().getFirst().channels();
    assertEquals(Layouts.CHANNELS, bank.count());
    for (int channel = 0; channel < Layouts.CHANNELS; channel++) {
      float[] values = model.values("backbone.layers.0.mixer.A_factors");
      double damping = softplus(values[channel * 3]) + 1e-6;
      double frequency = softplus(values[channel * 3 + 1]) + 1e-6;
      double single = softplus(values[channel * 3 + 2]) + 1e-6;
      List<Complex> poles = poles(bank, channel);
      assertHas(poles, -single, 0, EIGENVALUE);
      double inside = damping * damping - 1;
      double root = frequency * Math.sqrt(Math.abs(inside));
      assertHas(
          poles, -damping * frequency + (inside > 0 ? root : 0), inside > 0 ? 0 : root, EIGENVALUE);
    }
  }

  @Test
  void ourSharedFormsCountAsOneSystemWithAStepForEachChannel() throws IOException {
    SmallModel model = Layouts.ours("A_coefficients", Layouts.ORDER);
    Recognition.Network network = network(model);
    SystemBank bank = network.network().layers().getFirst().channels();
    assertEquals(1, bank.count());
    assertEquals(Layouts.CHANNELS, network.steps().getFirst().values().length);
    float[] a = model.values("backbone.layers.0.mixer.A_coefficients");
    for (Complex pole : poles(bank, 0)) {
      double re = 1;
      double im = 0;
      double sumRe = 0;
      double sumIm = 0;
      for (float coefficient : a) {
        sumRe += coefficient * re;
        sumIm += coefficient * im;
        double next = re * pole.real() - im * pole.imaginary();
        im = re * pole.imaginary() + im * pole.real();
        re = next;
      }
      assertEquals(0, Math.hypot(sumRe + re, sumIm + im), EIGENVALUE);
    }
  }

  @Test
  void schwarzFormsAreStableWithTheTraceOfTheirDamping() throws IOException {
    SmallModel model = RecognisersTest.layout(ModelFamily.ROUTH_SCHWARZ);
    SystemBank bank = network(model).network().layers().getFirst().channels();
    float[] parameters = model.values("backbone.layers.0.mixer.A_schwarz");
    double sum = poles(bank, 0).stream().mapToDouble(Complex::real).sum();
    assertEquals(-(softplus(parameters[Layouts.ORDER - 1]) + 1e-6), sum, EIGENVALUE);
    assertTrue(poles(bank, 0).stream().allMatch(pole -> pole.real() < 0));
  }

  @ParameterizedTest
  @CsvSource({"A", "A_softplus"})
  void freeHeadsHaveTheirOwnRate(String parameter) throws IOException {
    SmallModel model = Layouts.freeHeads(parameter);
    SystemBank bank = network(model).network().layers().getFirst().channels();
    float[] values = model.values("backbone.layers.0.mixer." + parameter);
    for (int head = 0; head < values.length; head++) {
      double expected = parameter.equals("A") ? values[head] : -1e-3 - softplus(values[head]);
      assertEquals(expected, poles(bank, head).getFirst().real(), CLOSE);
    }
  }
}
