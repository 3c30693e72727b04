package org.statescope.app.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.plot.BarPlot;
import org.statescope.app.plot.BarScene;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.poles.PoleWords;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.EmptyState;

/// The spectra of both Gramians, and the direction in the space of states that belongs to a chosen
/// eigenvalue of each.
final class GramianView implements SystemPane.EvidenceView {
  private final BarPlot plot;
  private final DirectionBars reach;
  private final DirectionBars sight;
  private final List<Subscription> changes = new ArrayList<>();
  private final VBox content;
  private final BorderPane node = new BorderPane();
  private SystemEvidence.Spectra.@Nullable Computed spectra;

  GramianView(ChartTheme theme) {
    plot = new BarPlot(theme, true);
    plot.setId("structure-gramians");
    plot.setLabels(Texts.text("structure.gramian.index"), Texts.text("structure.gramian.value"));
    plot.setAccessibleHelp(Texts.text("structure.gramian.help"));
    plot.setOnSelect(this::showDirections);
    reach = new DirectionBars(theme, "structure-gramian-reach");
    sight = new DirectionBars(theme, "structure-gramian-sight");
    VBox left =
        new VBox(
            Legends.titled(
                "structure.gramian.title",
                theme,
                "structure.gramian.control",
                "structure.gramian.observe",
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
    var note = VerdictView.note("structure.gramian.note");
    note.getStyleClass().add("evidence-note");
    content = new VBox(parts, note);
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public void show(SystemEvidence.Known evidence) {
    switch (evidence.gramians()) {
      case SystemEvidence.Spectra.None(String reason) -> node.setCenter(unstable(reason));
      case SystemEvidence.Spectra.Computed computed -> {
        spectra = computed;
        double[] control = computed.controllability().energies();
        double[] observe = computed.observability().energies();
        plot.show(
            new BarScene(
                true,
                List.of(
                    new BarScene.Series(control, Legends.INPUT),
                    new BarScene.Series(observe, Legends.OUTPUT)),
                place ->
                    Texts.text(
                        "structure.gramian.hover",
                        place + 1,
                        PoleWords.number(control[place]),
                        PoleWords.number(observe[place]))));
        showDirections(control.length - 1);
        node.setCenter(content);
      }
    }
  }

  static Node unstable(String reason) {
    return new EmptyState(
        BootstrapIcons.EXCLAMATION_TRIANGLE, Texts.text("structure.noGramian"), reason);
  }

  @Override
  public void close() {
    plot.close();
    reach.close();
    sight.close();
    changes.forEach(Subscription::unsubscribe);
  }

  private void showDirections(int index) {
    if (spectra == null) {
      return;
    }
    plot.select(OptionalInt.of(index));
    reach.show(
        Texts.text(
            "structure.gramian.reach",
            index + 1,
            PoleWords.number(spectra.controllability().energies()[index])),
        spectra.controllability().direction(index));
    sight.show(
        Texts.text(
            "structure.gramian.sight",
            index + 1,
            PoleWords.number(spectra.observability().energies()[index])),
        spectra.observability().direction(index));
  }
}
