use super::*;

#[test]
fn every_named_size_has_a_recipe_that_names_it() {
    for preset in nanollama_model::PRESETS {
        let recipe = Recipe::builtin(preset.name).unwrap().expect(preset.name);
        assert_eq!(recipe.model.as_deref(), Some(preset.name));
        assert!(recipe.context.is_some() && recipe.batch_tokens.is_some(), "{}", preset.name);
    }
    assert!(Recipe::builtin("nanometre").unwrap().is_none());
}

#[test]
fn unknown_settings_and_wrong_types_are_refused_by_name() {
    let unknown = Recipe::parse("r.toml", "batch_size = 4").unwrap_err().to_string();
    assert!(unknown.contains("r.toml") && unknown.contains("batch_size"), "{unknown}");
    let text = Recipe::parse("r.toml", "steps = \"many\"").unwrap_err().to_string();
    assert!(text.contains("steps"), "{text}");
    let two = Recipe::parse("r.toml", "steps = 4\ntokens = 100").unwrap_err().to_string();
    assert!(two.contains("steps and tokens"), "{two}");
    let shape = Recipe::parse("r.toml", "depth = 4\nmodel = \"nano\"").unwrap_err().to_string();
    assert!(shape.contains("depth and model"), "{shape}");
}

#[test]
fn later_layers_win_setting_by_setting() {
    let file = Recipe::parse("r.toml", "model = \"nano\"\nratio = 20\nseed = 3\ngradient_clip = 1.0").unwrap();
    let environment = Recipe::from_environment(|name| match name {
        "NANOLLAMA_SEED" => Some("7".into()),
        "NANOLLAMA_SAMPLE_PROMPT" => Some("Once upon a time".into()),
        "NANOLLAMA_GRADIENT_CLIP" => Some("0.5".into()),
        _ => None,
    });
    let flags = Recipe { gradient_clip: Some(2.0), steps: Some(60), ..Recipe::default() };
    let merged = file.overlay(environment.unwrap()).overlay(flags);
    assert_eq!((merged.seed, merged.gradient_clip, merged.steps), (Some(7), Some(2.0), Some(60)));
    assert_eq!(merged.ratio, None, "steps from a flag replace the recipe's ratio");
    assert_eq!(merged.sample_prompt.as_deref(), Some("Once upon a time"));
    assert_eq!(merged.model.as_deref(), Some("nano"));
}

#[test]
fn another_size_replaces_the_whole_shape() {
    let file = Recipe { layers: Some(3), dim: Some(96), ..Recipe::default() };
    let merged = file.overlay(Recipe { model: Some("tiny".into()), ..Recipe::default() });
    assert_eq!((merged.layers, merged.dim), (None, None));
    let merged = merged.overlay(Recipe { layers: Some(2), ..Recipe::default() });
    assert_eq!((merged.model.as_deref(), merged.layers), (Some("tiny"), Some(2)));
}

#[test]
fn windows_are_a_pattern_and_a_width() {
    let of = |text: &str| {
        let recipe = Recipe::parse("r.toml", text).unwrap();
        recipe.features(Features::default(), 2048).map(|features| features.windows)
    };
    let windows = of("window_pattern = \"sssl\"").unwrap().unwrap();
    assert_eq!((windows.pattern.to_string().as_str(), windows.short), ("SSSL", 512));
    assert_eq!(of("window_pattern = \"SL\"\nwindow = 100").unwrap().unwrap().short, 100);
    assert_eq!((of("").unwrap(), of("window_pattern = \"L\"").unwrap()), (None, None));
    for (text, named) in [
        ("window_pattern = \"SXL\"", "window_pattern = \"SXL\""),
        ("window_pattern = \"\"", "window_pattern = \"\""),
        ("window = 100", "window = 100"),
        ("window_pattern = \"LL\"\nwindow = 100", "window = 100"),
    ] {
        let message = of(text).unwrap_err().to_string();
        assert!(message.contains(named), "{text}: {message}");
    }
}

#[test]
fn the_settings_of_features_ask_for_them() {
    let all = Features {
        tied: true,
        softcap: Some(15.0),
        qk_norm: true,
        post_emb_norm: true,
        resformer: true,
        windows: Some(Windows { pattern: "SSL".parse().unwrap(), short: 64 }),
        ..Features::default()
    };
    for features in [Features::default(), all] {
        assert_eq!(Recipe::of_features(features).features(Features::default(), 256).unwrap(), features);
    }
}

#[test]
fn a_bad_variable_is_named() {
    let error = Recipe::from_environment(|name| (name == "NANOLLAMA_STEPS").then(|| "soon".into())).unwrap_err();
    assert!(error.to_string().contains("NANOLLAMA_STEPS=soon"), "{error}");
}

#[test]
fn fields_are_those_of_the_struct() {
    for field in Recipe::FIELDS {
        let number = toml::from_str::<Recipe>(&format!("{field} = 1"));
        let text = toml::from_str::<Recipe>(&format!("{field} = \"x\""));
        let flag = toml::from_str::<Recipe>(&format!("{field} = true"));
        let list = toml::from_str::<Recipe>(&format!("{field} = [0.5]"));
        let word = |word| toml::from_str::<Recipe>(&format!("{field} = \"{word}\""));
        let one = number.or(text).or(flag).or(list).or(word("linear")).or(word("mean")).expect(field);
        assert_eq!(one.by_name().keys().collect::<Vec<_>>(), [field]);
    }
}
