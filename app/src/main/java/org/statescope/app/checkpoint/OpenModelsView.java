package org.statescope.app.checkpoint;

import java.util.function.ToIntFunction;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.plot.ChartColours;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.Icons;

/// The open checkpoints, each with its colour, what is known of it as a tooltip, and a way to close
/// it. Takes no room while there are none.
public final class OpenModelsView extends VBox {
  private static final double TOOLTIP_WIDTH = 420;

  private final OpenModels models;
  private final ToIntFunction<OpenModel> colourOf;
  private final ReadOnlyObjectProperty<ChartColours> colours;

  /// @param colourOf number of a model's colour
  public OpenModelsView(
      OpenModels models,
      ToIntFunction<OpenModel> colourOf,
      ReadOnlyObjectProperty<ChartColours> colours) {
    this.models = models;
    this.colourOf = colourOf;
    this.colours = colours;
    setId("open-models");
    getStyleClass().add("open-models");
    setSpacing(4);
    models.list().addListener((ListChangeListener<OpenModel>) change -> update());
    colours.subscribe(this::update);
    update();
  }

  private void update() {
    boolean any = !models.list().isEmpty();
    setVisible(any);
    setManaged(any);
    getChildren().clear();
    if (any) {
      Label title = new Label(Texts.text("model.title"));
      title.getStyleClass().add("text-muted");
      getChildren().add(title);
      models.list().forEach(model -> getChildren().add(row(model)));
    }
  }

  private HBox row(OpenModel model) {
    Rectangle mark = new Rectangle(12, 4, colours.get().series(colourOf.applyAsInt(model)));
    Label name = new Label(Texts.text("model.row", model.label(), model.family().label()), mark);
    name.setMinWidth(0);
    name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(name, Priority.ALWAYS);
    Tooltip about = new Tooltip(words(model));
    about.setWrapText(true);
    about.setMaxWidth(TOOLTIP_WIDTH);
    name.setTooltip(about);
    Button close =
        Icons.button(
            BootstrapIcons.X, Texts.text("model.close", model.label()), () -> models.close(model));
    close.setMinWidth(Region.USE_PREF_SIZE);
    HBox row = new HBox(6, name, close);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private static String words(OpenModel model) {
    return model.path()
        + "\n"
        + model.family().meaningOfPole()
        + (model.remarks().isEmpty() ? "" : "\n" + String.join("\n", model.remarks()));
  }
}
