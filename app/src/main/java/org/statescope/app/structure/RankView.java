package org.statescope.app.structure;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.statescope.app.plot.BarPlot;
import org.statescope.app.plot.BarScene;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.poles.PoleWords;
import org.statescope.app.texts.Texts;

/// The singular values of Kalman's matrix and the steps of the staircase form, for both sides,
/// under one tolerance that the user drags: a rank is only as good as its tolerance.
final class RankView implements SystemPane.EvidenceView {
  private final StructureModel model;
  private final Side reach;
  private final Side sight;
  private final Label note = VerdictView.note("structure.rank.note");
  private final VBox node;

  RankView(StructureModel model, ChartTheme theme) {
    this.model = model;
    reach = new Side("structure.rank.control", theme, "structure-rank-control");
    sight = new Side("structure.rank.observe", theme, "structure-rank-observe");
    HBox sides = new HBox(reach, sight);
    VBox.setVgrow(sides, Priority.ALWAYS);
    note.getStyleClass().add("evidence-note");
    node = new VBox(sides, note);
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public void show(SystemEvidence.Known evidence) {
    reach.show(evidence.reach());
    sight.show(evidence.sight());
  }

  @Override
  public void close() {
    reach.close();
    sight.close();
  }

  /// One side of the system: what a tolerance makes of its singular values.
  private final class Side extends VBox {
    private final BarPlot plot;
    private final Label implied = new Label();
    private final List<Subscription> changes = new ArrayList<>();
    private RankEvidence evidence;

    Side(String title, ChartTheme theme, String id) {
      evidence = new RankEvidence(new double[0], 0, new double[0], java.util.Optional.empty());
      plot = new BarPlot(theme, true);
      plot.setId(id);
      plot.setLabels(Texts.text("structure.rank.index"), Texts.text("structure.rank.value"));
      plot.setTolerance(
          model.rankToleranceProperty(),
          value -> Texts.text("structure.rank.line", PoleWords.number(value)));
      plot.setAccessibleHelp(Texts.text("structure.rank.help"));
      implied.setId(id + "-implied");
      implied.setWrapText(true);
      implied.setMinHeight(Region.USE_PREF_SIZE);
      implied.getStyleClass().add("evidence-note");
      changes.add(model.rankToleranceProperty().subscribe(value -> imply()));
      HBox.setHgrow(this, Priority.ALWAYS);
      VBox.setVgrow(plot, Priority.ALWAYS);
      setMinWidth(0);
      setPrefWidth(200);
      getChildren()
          .addAll(
              Legends.titled(
                  title, theme, "structure.rank.kalman", "structure.rank.staircase", changes),
              plot,
              implied);
    }

    void show(RankEvidence now) {
      evidence = now;
      plot.show(
          new BarScene(
              true,
              List.of(
                  new BarScene.Series(now.kalman(), Legends.INPUT),
                  new BarScene.Series(now.steps(), Legends.OUTPUT)),
              place ->
                  Texts.text(
                      "structure.rank.hover",
                      place + 1,
                      PoleWords.number(now.kalman()[place]),
                      PoleWords.number(now.steps()[place]))));
      imply();
    }

    private void imply() {
      double tolerance = model.rankToleranceProperty().get();
      int order = evidence.steps().length;
      String words =
          evidence
              .problem()
              .map(
                  reason ->
                      Texts.text(
                          "structure.rank.implied.overflow",
                          reason,
                          evidence.staircaseRank(tolerance),
                          order))
              .orElseGet(
                  () ->
                      Texts.text(
                          "structure.rank.implied",
                          evidence.kalmanRank(tolerance),
                          order,
                          evidence.staircaseRank(tolerance),
                          PoleWords.number(evidence.kalmanRounding())));
      implied.setText(words);
      plot.setAccessibleText(words);
    }

    void close() {
      plot.close();
      changes.forEach(Subscription::unsubscribe);
    }
  }
}
