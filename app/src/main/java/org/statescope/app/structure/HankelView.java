package org.statescope.app.structure;

import java.util.List;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.statescope.analysis.gramian.HankelSingularValues;
import org.statescope.app.plot.BarPlot;
import org.statescope.app.plot.BarScene;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.TickFormat;
import org.statescope.app.poles.PoleWords;
import org.statescope.app.texts.Texts;

/// The Hankel singular values relative to the largest, under the tolerance of the census: dragging
/// it here counts there anew.
final class HankelView implements SystemPane.EvidenceView {
  private final StructureModel model;
  private final BarPlot plot;
  private final Label implied = new Label();
  private final DoubleProperty line = new SimpleDoubleProperty();
  private final VBox content;
  private final BorderPane node = new BorderPane();
  private final Subscription changes;
  private double[] relative = {};
  private double largest;
  private double trusted;

  HankelView(StructureModel model, ChartTheme theme) {
    this.model = model;
    plot = new BarPlot(theme, true);
    plot.setId("structure-hankel-values");
    plot.setLabels(Texts.text("structure.hankel.index"), Texts.text("structure.hankel.value"));
    line.set(model.negligibleProperty().get());
    plot.setTolerance(line, value -> Texts.text("structure.hankel.line", TickFormat.text(value)));
    plot.setAccessibleHelp(Texts.text("structure.rank.help"));
    implied.setWrapText(true);
    implied.setMinHeight(Region.USE_PREF_SIZE);
    implied.setId("structure-hankel-implied");
    implied.getStyleClass().add("evidence-note");
    VBox.setVgrow(plot, Priority.ALWAYS);
    content = new VBox(plot, implied);
    changes =
        Subscription.combine(
            model.negligibleProperty().subscribe(value -> line.set(value.doubleValue())),
            line.subscribe(value -> take(value.doubleValue())));
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public void show(SystemEvidence.Known evidence) {
    switch (evidence.gramians()) {
      case SystemEvidence.Spectra.None(String reason) ->
          node.setCenter(GramianView.unstable(reason));
      case SystemEvidence.Spectra.Computed computed -> {
        show(computed.hankel());
        node.setCenter(content);
      }
    }
  }

  @Override
  public void close() {
    changes.unsubscribe();
    plot.close();
  }

  private void show(HankelSingularValues hankel) {
    largest = hankel.values()[0];
    relative = hankel.values().clone();
    for (int i = 0; i < relative.length; i++) {
      relative[i] /= largest == 0 ? 1 : largest;
    }
    trusted = largest == 0 ? 0 : hankel.trustedAbove() / largest;
    double[] values = relative;
    plot.show(
        new BarScene(
            true,
            List.of(new BarScene.Series(values, Legends.INPUT)),
            place ->
                Texts.text(
                    "structure.hankel.hover",
                    place + 1,
                    PoleWords.number(hankel.values()[place]),
                    PoleWords.number(values[place]))));
    imply();
  }

  /// A tolerance of the census lies below 1.
  private void take(double wanted) {
    if (wanted > 0 && wanted < 1) {
      model.negligibleProperty().set(wanted);
    } else {
      line.set(model.negligibleProperty().get());
    }
    imply();
  }

  private void imply() {
    double tolerance = model.negligibleProperty().get();
    long below = 0;
    double tail = 0;
    for (double value : relative) {
      if (value <= tolerance) {
        below++;
        tail += value;
      }
    }
    String words =
        Texts.text(
            "structure.hankel.implied",
            below,
            relative.length,
            PoleWords.number(2 * tail * largest),
            PoleWords.number(trusted));
    implied.setText(words);
    plot.setAccessibleText(words);
  }
}
