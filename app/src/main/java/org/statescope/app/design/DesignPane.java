package org.statescope.app.design;

import java.util.function.BiConsumer;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.statescope.app.plot.FigureTable;
import org.statescope.app.texts.Texts;

/// All that is typed and read at the right of the page.
final class DesignPane extends ScrollPane implements AutoCloseable {
  private static final double WIDTH = 300;

  private final PoleSection pole;
  private final ConstrainSection constrain;
  private final EditsSection edits;
  private final EffectSection effect;
  private final Label remarks = Section.faint("");
  private final Subscription changes;

  DesignPane(DesignModel model, BiConsumer<String, FigureTable> export) {
    pole = new PoleSection(model);
    constrain = new ConstrainSection(model);
    edits = new EditsSection(model, export);
    effect = new EffectSection(model);
    remarks.setId("design-remarks");
    VBox content = new VBox(10, pole, effect, edits, constrain, remarks);
    content.getStyleClass().add("census-pane");
    setContent(content);
    setFitToWidth(true);
    setPrefWidth(WIDTH);
    setMinWidth(WIDTH);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    getStyleClass().add("edge-to-edge");
    setAccessibleText(Texts.text("design.pane"));
    changes =
        model
            .subjectProperty()
            .subscribe(
                subject ->
                    remarks.setText(
                        subject.map(now -> String.join("\n", now.remarks())).orElse("")));
  }

  @Override
  public void close() {
    changes.unsubscribe();
    pole.close();
    constrain.close();
    edits.close();
    effect.close();
  }
}
