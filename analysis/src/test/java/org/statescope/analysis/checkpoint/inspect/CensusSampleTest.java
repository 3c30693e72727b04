package org.statescope.analysis.checkpoint.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.analysis.checkpoint.SmallModel;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.network.CensusSummary;
import org.statescope.analysis.network.CompanionBank;
import org.statescope.analysis.network.DenseBank;
import org.statescope.analysis.network.DiagonalBank;
import org.statescope.analysis.network.SsmNetwork;

class CensusSampleTest {
  private static final TimeDomain TIME = TimeDomain.continuous();

  @TempDir private Path folder;

  private static SsmNetwork.Layer companions(int count, int order) {
    double[] coefficients = new Random(1).doubles((long) count * order, 1, 2).toArray();
    double[] output = new double[order];
    Arrays.fill(output, 1);
    return new SsmNetwork.Layer(
        "companions", new CompanionBank(count, order, coefficients, output, TIME));
  }

  @Test
  void systemsWithClosedFormsAndFewOthersAreAllAsked() {
    double[] ones = {1, 1};
    double[] poles = new double[2_000_000];
    Arrays.fill(poles, -1);
    SsmNetwork network =
        new SsmNetwork(
            "n",
            List.of(
                new SsmNetwork.Layer(
                    "diagonal", new DiagonalBank(1_000_000, 2, poles, ones, ones, TIME)),
                companions(100, 4)));
    assertSame(network, CensusSample.of(network));
  }

  @Test
  void ofManyOthersAnEvenShareIsAskedInEveryLayer() {
    SsmNetwork network =
        new SsmNetwork("n", List.of(companions(500, 16), companions(1, 16), companions(99, 16)));
    SsmNetwork sample = CensusSample.of(network);
    assertEquals(3, sample.layers().size());
    assertEquals(1, sample.layers().get(1).channels().count());
    DenseBank first = assertInstanceOf(DenseBank.class, sample.layers().getFirst().channels());
    assertEquals(167, first.count());
    assertEquals(
        network.layers().getFirst().channels().system(3).a().get(15, 0),
        first.system(1).a().get(15, 0));
    assertTrue(sample.systems() <= CensusSample.MOST + 3);
    SsmNetwork larger = CensusSample.of(new SsmNetwork("n", List.of(companions(100, 129))));
    assertEquals(25, larger.systems(), "each counts as nine");
  }

  @Test
  void aReportSaysThatItIsSampled() throws IOException {
    SmallModel model = new SmallModel(3).with("encoder.weight", 2, 1);
    String kernel = "layers.0.kernel.";
    model
        .with(kernel + "A_real", 2, 2)
        .with(kernel + "A_imag", 2, 2)
        .with(kernel + "inv_dt", 6, 1)
        .with(kernel + "P", 1, 2, 2, 2)
        .with(kernel + "B", 1, 2, 2, 2)
        .with(kernel + "C", 1, 6, 2, 2);
    Inspection whole =
        Inspection.of(model.writeTo(folder.resolve("s4.safetensors"))).withWholeCensus(1);
    assertEquals(6, whole.systems());
    assertFalse(whole.isSampled());
    assertTrue(InspectionJson.of(whole).contains("\"sampled\" : false"));
    CensusSummary all = whole.census().orElseThrow();
    assertEquals(6, all.systems());
    CensusSummary some =
        new CensusSummary(
            3,
            12,
            all.stable(),
            all.controllable(),
            all.uncontrollable(),
            all.observable(),
            all.unobservable(),
            all.negligibleStates(),
            all.smallestMargin());
    Inspection sampled =
        new Inspection(
            whole.path(),
            whole.format(),
            whole.tensors(),
            whole.elements(),
            whole.recognition(),
            whole.layers(),
            Optional.of(some));
    assertTrue(sampled.isSampled());
    String json = InspectionJson.of(sampled);
    assertTrue(json.contains("\"sampled\" : true"), json);
    assertTrue(json.contains("\"systems_in_all\" : 6"), json);
  }
}
