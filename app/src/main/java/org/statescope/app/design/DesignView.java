package org.statescope.app.design;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.stage.FileChooser;
import javafx.util.Subscription;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.export.NamedSystem;
import org.statescope.app.export.SystemHolder;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.FigureTable;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.Backstage;
import org.statescope.app.widget.EmptyState;

/// The page on which poles of a learned layer are moved: maps to drag them on, what the system then
/// answers, and the edits with their promises.
public final class DesignView extends BorderPane implements SystemHolder, AutoCloseable {
  private static final double SHARE_OF_MAPS = 0.5;

  private final DesignModel model;
  private final DesignMaps maps;
  private final ResponsePanels responses;
  private final DesignToolbar toolbar;
  private final DesignPane pane;
  private final SplitPane content;
  private final StackPane center = new StackPane();
  private final Consumer<Path> opener;
  private final Consumer<String> notice;
  private final Consumer<String> done;
  private final Subscription changes;

  /// @param export writes a table under a title
  /// @param opener opens a saved checkpoint beside the runs
  /// @param notice tells the user what went wrong
  /// @param done tells the user what has been done
  public DesignView(
      DesignModel model,
      ChartTheme theme,
      BiConsumer<String, FigureTable> export,
      Consumer<Path> opener,
      Consumer<String> notice,
      Consumer<String> done) {
    this.model = model;
    this.opener = opener;
    this.notice = notice;
    this.done = done;
    getStyleClass().add("design");
    maps = new DesignMaps(model, theme);
    responses = new ResponsePanels(model, theme);
    toolbar = new DesignToolbar(model, this::askWhereToSave);
    pane = new DesignPane(model, export);
    content = new SplitPane(maps, responses);
    content.setOrientation(Orientation.VERTICAL);
    content.setDividerPositions(SHARE_OF_MAPS);
    setTop(toolbar);
    setCenter(center);
    setRight(pane);
    center.setMinSize(0, 0);
    changes =
        Subscription.combine(
            sceneProperty()
                .subscribe(scene -> model.openProperty().set(Backstage.isOnStage(scene))),
            model.subjectProperty().subscribe(any -> show()),
            model.readingProperty().subscribe(any -> show()),
            model.problemProperty().subscribe(any -> show()));
    show();
  }

  @Override
  public Optional<NamedSystem> selectedSystem() {
    return model.namedSystem();
  }

  @Override
  public void close() {
    changes.unsubscribe();
    toolbar.close();
    maps.close();
    responses.close();
    pane.close();
  }

  /// The page's commands by the keys of their words.
  public Map<String, Runnable> commands() {
    return Map.of(
        "design.command.measure", model.effect()::measure,
        "design.command.reset", model.editor()::reset,
        "design.command.save", this::askWhereToSave);
  }

  /// The maps, for tests that point at poles.
  DesignMaps maps() {
    return maps;
  }

  /// Writes the edited model into a new folder and opens it beside the runs.
  public void save(Path folder) {
    model
        .effect()
        .save(
            folder,
            saved -> {
              done.accept(Texts.text("design.saved", saved.getFileName()));
              opener.accept(saved);
            },
            notice);
  }

  private void askWhereToSave() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Texts.text("design.save.title"));
    model
        .subjectProperty()
        .get()
        .ifPresent(
            subject -> {
              chooser.setInitialFileName(
                  Texts.text("design.save.name", subject.source().label().replace(' ', '-')));
              Optional.ofNullable(subject.checkpoint().toAbsolutePath().getParent())
                  .map(Path::toFile)
                  .filter(beside -> subject.step().isEmpty() && beside.isDirectory())
                  .ifPresent(chooser::setInitialDirectory);
            });
    File chosen = chooser.showSaveDialog(getScene().getWindow());
    if (chosen != null) {
      save(chosen.toPath());
    }
  }

  private void show() {
    boolean any = model.subjectProperty().get().isPresent() && !model.readingProperty().get();
    center.getChildren().setAll(any ? content : instead());
    pane.setVisible(any);
    pane.setManaged(any);
  }

  private Node instead() {
    if (model.readingProperty().get()) {
      ProgressIndicator wheel = new ProgressIndicator();
      wheel.setMaxSize(32, 32);
      return new Label(Texts.text("design.waiting"), wheel);
    }
    Optional<String> problem = model.problemProperty().get();
    return problem.isPresent()
        ? new EmptyState(
            BootstrapIcons.EXCLAMATION_TRIANGLE, Texts.text("design.problem"), problem.get())
        : new EmptyState(
            BootstrapIcons.BULLSEYE, Texts.text("design.empty"), Texts.text("design.emptyAdvice"));
  }
}
