package org.statescope.app.start;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.Icons;

/// The first page: train the demo, start a run, open a run folder, or go back to a recent one.
public final class StartView extends BorderPane {
  private static final double WIDTH = 880;

  private final VBox recentList = new VBox(4);

  /// @param recent what was opened, newest first
  public StartView(
      Node mark,
      ObservableList<Path> recent,
      Runnable demo,
      Runnable newRun,
      Runnable openFolder,
      Consumer<Path> openRecent) {
    getStyleClass().add("start");
    VBox column =
        new VBox(32, title(mark), choices(demo, newRun, openFolder), lower(recent, openRecent));
    column.setMaxWidth(WIDTH);
    column.getStyleClass().add("start-column");
    BorderPane centred = new BorderPane(column);
    BorderPane.setAlignment(column, Pos.CENTER);
    ScrollPane scroll = new ScrollPane(centred);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    setCenter(scroll);
  }

  private static Node title(Node mark) {
    Label name = new Label(Texts.text("app.name"));
    name.getStyleClass().add("title-1");
    Label line = new Label(Texts.text("start.line"));
    line.getStyleClass().add("text-muted");
    VBox words = new VBox(4, name, line);
    HBox title = new HBox(16, mark, words);
    title.setAlignment(Pos.CENTER_LEFT);
    return title;
  }

  private static Node choices(Runnable demo, Runnable newRun, Runnable openFolder) {
    HBox row =
        new HBox(
            16,
            choice("demo", BootstrapIcons.PLAY_CIRCLE, "start.demo", true, demo),
            choice("new-run", BootstrapIcons.PLUS_CIRCLE, "start.newRun", false, newRun),
            choice("open-folder", BootstrapIcons.FOLDER2_OPEN, "start.open", false, openFolder));
    row.setFillHeight(true);
    return row;
  }

  private static Node choice(
      String id, BootstrapIcons icon, String key, boolean first, Runnable action) {
    Label title = new Label(Texts.text(key + ".title"), Icons.icon(icon, "choice-icon"));
    title.getStyleClass().add("title-4");
    title.setGraphicTextGap(10);
    Label words = new Label(Texts.text(key + ".words"));
    words.getStyleClass().add("text-muted");
    words.setWrapText(true);
    words.setMinHeight(USE_PREF_SIZE);
    VBox.setVgrow(words, Priority.ALWAYS);
    words.setMaxHeight(Double.MAX_VALUE);
    words.setAlignment(Pos.TOP_LEFT);
    Button button = new Button(Texts.text(key + ".button"));
    button.setId("start-" + id);
    button.setOnAction(event -> action.run());
    if (first) {
      button.getStyleClass().add("accent");
    }
    VBox card = new VBox(12, title, words, button);
    card.getStyleClass().add("choice");
    card.setMinWidth(0);
    card.setPrefWidth(WIDTH / 3);
    HBox.setHgrow(card, Priority.ALWAYS);
    return card;
  }

  private Node lower(ObservableList<Path> recent, Consumer<Path> openRecent) {
    recent.addListener((ListChangeListener<Path>) change -> showRecent(recent, openRecent));
    showRecent(recent, openRecent);
    return recentList;
  }

  private void showRecent(ObservableList<Path> recent, Consumer<Path> openRecent) {
    recentList.getChildren().clear();
    Label title = new Label(Texts.text("start.recent"));
    title.getStyleClass().add("title-4");
    recentList.getChildren().add(title);
    if (recent.isEmpty()) {
      Label words = new Label(Texts.text("start.recentEmpty"));
      words.getStyleClass().add("text-muted");
      words.setWrapText(true);
      recentList.getChildren().add(words);
    }
    for (Path path : recent) {
      Hyperlink link = new Hyperlink(path.toString(), Icons.icon(BootstrapIcons.FOLDER2));
      link.getStyleClass().add("recent");
      link.setOnAction(event -> openRecent.accept(path));
      recentList.getChildren().add(link);
    }
  }
}
