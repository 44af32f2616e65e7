//! A configuration as plans and checkpoints store it: its fields, after a format number.
//!
//! A field that is added has a default, so older files stay readable, and raises the number of the files that need it, so
//! an older program refuses them by name instead of computing another model.
//!
//! Format 1 (no number in the file): `tied` stands among the sizes. Format 2: the number, and `features`.

use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value, json};

use super::{Config, Features};

const NUMBER: &str = "format";

impl Serialize for Config {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // The derived function of the same name, which knows the fields alone.
        let fields = Config::serialize(self, serde_json::value::Serializer).map_err(S::Error::custom)?;
        let mut object = Map::from_iter([(NUMBER.to_owned(), self.features.format().into())]);
        object.extend(fields.as_object().cloned().unwrap_or_default());
        object.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Config {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Config, D::Error> {
        read(Map::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

fn read(mut object: Map<String, Value>) -> Result<Config, String> {
    let format = match object.shift_remove(NUMBER) {
        None => 1,
        Some(number) => match number.as_u64() {
            None => return Err(format!("model format {number} is no whole number")),
            Some(0) => return Err("model format 0 does not exist: the first is 1".into()),
            Some(format) => format,
        },
    };
    if format == 1
        && !object.contains_key("features")
        && let Some(tied) = object.shift_remove("tied")
    {
        object.insert("features".to_owned(), json!({ "tied": tied }));
    }
    let fields = Config::deserialize(Value::Object(object)).map_err(|error| error.to_string());
    if format > Features::NEWEST {
        // The newer program's own field is named where it has one.
        let field = fields.err().map(|error| format!(": {error}")).unwrap_or_default();
        return Err(format!(
            "model format {format} is newer than this program, which reads up to {}{field}",
            Features::NEWEST
        ));
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::super::Windows;
    use super::*;

    fn read(text: &str) -> Result<Config, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    /// As version 0.1 stored it.
    const FIRST: &str = r#"{"layers": 2, "dim": 64, "heads": 4, "kv_heads": 2, "head_dim": 16, "ffn": 192,
        "vocabulary": 300, "context": 128, "rope_theta": 10000.0, "norm_eps": 1e-5, "tied": true}"#;

    fn example() -> Config {
        let mut config = Config::new(2, 64, 4, 2, 300, 128);
        config.features.tied = true;
        config
    }

    #[test]
    fn what_is_written_is_read_back() {
        for config in [example(), Config::new(3, 128, 2, 1, 512, 64)] {
            let text = serde_json::to_string(&config).unwrap();
            assert!(text.starts_with(r#"{"format":2,"layers":"#), "{text}");
            assert_eq!(read(&text).unwrap(), config);
        }
    }

    #[test]
    fn a_feature_raises_the_format_of_its_own_files_alone() {
        let mut config = example();
        assert!(!serde_json::to_string(&config).unwrap().contains("softcap"));
        config.features.softcap = Some(15.0);
        let text = serde_json::to_string(&config).unwrap();
        assert!(text.starts_with(r#"{"format":3,"#) && text.contains(r#""softcap":15.0"#), "{text}");
        assert_eq!(read(&text).unwrap(), config);
        let windows = Windows { pattern: "SSL".parse().unwrap(), short: 32 };
        let sets: [fn(&mut Features, Windows); 4] = [
            |features, _| features.qk_norm = true,
            |features, _| features.post_emb_norm = true,
            |features, _| features.resformer = true,
            |features, windows| features.windows = Some(windows),
        ];
        for set in sets {
            let mut config = example();
            set(&mut config.features, windows);
            let text = serde_json::to_string(&config).unwrap();
            assert!(text.starts_with(r#"{"format":4,"#) && !text.contains("false"), "{text}");
            assert_eq!(read(&text).unwrap(), config);
        }
        let sets: [fn(&mut Features); 3] = [
            |features| features.qkv_bias = true,
            |features| features.output_bias = true,
            |features| features.head_gains = true,
        ];
        for set in sets {
            let mut config = example();
            set(&mut config.features);
            let text = serde_json::to_string(&config).unwrap();
            assert!(text.starts_with(r#"{"format":5,"#) && !text.contains("false"), "{text}");
            assert_eq!(read(&text).unwrap(), config);
        }
    }

    #[test]
    fn older_files_open_and_what_is_missing_is_off() {
        assert_eq!(read(FIRST).unwrap(), example());
        let plain = FIRST.replace(r#", "tied": true"#, "");
        assert_eq!(read(&plain).unwrap(), Config::new(2, 64, 4, 2, 300, 128));
        let numbered = plain.replace('{', r#"{"format": 2, "features": {}, "#);
        assert_eq!(read(&numbered).unwrap(), Config::new(2, 64, 4, 2, 300, 128));
    }

    #[test]
    fn what_is_not_known_is_refused_by_name() {
        let newer =
            |more: &str| FIRST.replace('{', &format!(r#"{{"format": 6, {more} "#)).replace(r#", "tied": true"#, "");
        for (text, words) in [
            (newer(""), &["format 6", "newer", "up to 5"][..]),
            (newer(r#""window": 64,"#), &["format 6", "newer", "window"]),
            (newer(r#""features": {"experts": true},"#), &["format 6", "newer", "experts"]),
            (FIRST.replace("tied", "tide"), &["tide"]),
            (FIRST.replace('{', r#"{"features": {"experts": true}, "#).replace(r#", "tied": true"#, ""), &["experts"]),
            (FIRST.replace('{', r#"{"format": 2, "#), &["tied"]),
            (FIRST.replace('{', r#"{"format": "two", "#), &["format", "two"]),
            (FIRST.replace('{', r#"{"format": 0, "#), &["format 0"]),
            (FIRST.replace(r#""ffn": 192,"#, ""), &["ffn"]),
        ] {
            let message = read(&text).unwrap_err();
            assert!(words.iter().all(|word| message.contains(word)), "{message}");
        }
    }
}
