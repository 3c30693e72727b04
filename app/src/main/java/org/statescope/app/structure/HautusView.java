package org.statescope.app.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.structure.HautusTest;
import org.statescope.app.plot.BarPlot;
import org.statescope.app.plot.BarScene;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.poles.PoleWords;
import org.statescope.app.texts.Texts;

/// How far each pole is from being unreachable and from being unseen, and in which direction of the
/// state space the chosen one fails first. A chosen pole is chosen on the pole maps too.
final class HautusView implements SystemPane.EvidenceView {
  private final StructureModel model;
  private final BarPlot plot;
  private final DirectionBars reach;
  private final DirectionBars sight;
  private final Label note = VerdictView.note("structure.hautus.note");
  private final List<Subscription> changes = new ArrayList<>();
  private final VBox node;
  private SystemEvidence.@Nullable Known evidence;

  HautusView(StructureModel model, ChartTheme theme) {
    this.model = model;
    plot = new BarPlot(theme, true);
    plot.setId("structure-hautus");
    plot.setLabels(Texts.text("structure.hautus.pole"), Texts.text("structure.hautus.value"));
    plot.setAccessibleHelp(Texts.text("structure.hautus.help"));
    plot.setOnSelect(this::choose);
    reach = new DirectionBars(theme, "structure-hautus-reach");
    sight = new DirectionBars(theme, "structure-hautus-sight");
    VBox left =
        new VBox(
            Legends.titled(
                "structure.hautus.title",
                theme,
                "structure.hautus.control",
                "structure.hautus.observe",
                changes),
            plot);
    VBox.setVgrow(plot, Priority.ALWAYS);
    left.setMinWidth(0);
    left.setPrefWidth(280);
    VBox directions = new VBox(reach, sight);
    VBox.setVgrow(reach, Priority.ALWAYS);
    VBox.setVgrow(sight, Priority.ALWAYS);
    directions.setMinWidth(0);
    directions.setPrefWidth(240);
    HBox.setHgrow(left, Priority.ALWAYS);
    HBox.setHgrow(directions, Priority.ALWAYS);
    HBox parts = new HBox(left, directions);
    VBox.setVgrow(parts, Priority.ALWAYS);
    note.getStyleClass().add("evidence-note");
    node = new VBox(parts, note);
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public void show(SystemEvidence.Known now) {
    evidence = now;
    List<HautusTest.Entry> control = now.controllability().hautus().entries();
    List<HautusTest.Entry> observe = now.observability().hautus().entries();
    plot.show(
        new BarScene(
            true,
            List.of(
                new BarScene.Series(values(control), Legends.INPUT),
                new BarScene.Series(values(observe), Legends.OUTPUT)),
            pole -> words(control.get(pole), observe.get(pole))));
    showDirections(weakest(control));
  }

  @Override
  public void close() {
    plot.close();
    reach.close();
    sight.close();
    changes.forEach(Subscription::unsubscribe);
  }

  private void choose(int pole) {
    showDirections(pole);
    if (evidence != null) {
      model.selectPole(evidence.subject().place(), stateOf(evidence, pole));
    }
  }

  /// The snapshot lists a system's poles in an order of its own: the nearest one is meant.
  private static int stateOf(SystemEvidence.Known evidence, int pole) {
    Complex wanted =
        continuous(evidence, evidence.controllability().hautus().entries().get(pole).pole());
    var layer = evidence.subject().layer();
    int system = evidence.subject().place().system();
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int state = 0; state < layer.order(); state++) {
      double distance =
          wanted.distanceTo(
              new Complex(layer.poleReal(system, state), layer.poleImaginary(system, state)));
      if (distance < least) {
        least = distance;
        nearest = state;
      }
    }
    return nearest;
  }

  /// A snapshot tells the poles of a discrete-time system by their logarithms.
  private static Complex continuous(SystemEvidence.Known evidence, Complex pole) {
    return evidence.system().timeDomain().equals(TimeDomain.continuous())
        ? pole
        : new Complex(
            Math.log(Math.hypot(pole.real(), pole.imaginary())),
            Math.atan2(pole.imaginary(), pole.real()));
  }

  private void showDirections(int pole) {
    if (evidence == null) {
      return;
    }
    plot.select(OptionalInt.of(pole));
    HautusTest.Entry control = evidence.controllability().hautus().entries().get(pole);
    HautusTest.Entry observe = evidence.observability().hautus().entries().get(pole);
    reach.show(
        Texts.text("structure.hautus.reach", PoleWords.complex(control.pole())),
        moduli(control.direction()));
    sight.show(
        Texts.text("structure.hautus.sight", PoleWords.complex(observe.pole())),
        moduli(observe.direction()));
  }

  private static int weakest(List<HautusTest.Entry> entries) {
    int weakest = 0;
    for (int i = 1; i < entries.size(); i++) {
      if (entries.get(i).smallestSingularValue() < entries.get(weakest).smallestSingularValue()) {
        weakest = i;
      }
    }
    return weakest;
  }

  private static double[] values(List<HautusTest.Entry> entries) {
    return entries.stream().mapToDouble(HautusTest.Entry::smallestSingularValue).toArray();
  }

  private static double[] moduli(List<Complex> direction) {
    return direction.stream().mapToDouble(Complex::modulus).toArray();
  }

  private static String words(HautusTest.Entry control, HautusTest.Entry observe) {
    return Texts.text(
        "structure.hautus.hover",
        PoleWords.complex(control.pole()),
        PoleWords.number(control.smallestSingularValue()),
        PoleWords.number(control.uncertainty()),
        PoleWords.number(observe.smallestSingularValue()),
        PoleWords.number(observe.uncertainty()),
        PoleWords.number(control.poleCondition()));
  }
}
