//! Who speaks: the names that other people's files have for the four roles.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The four roles.
const ROLES: [&str; 4] = ["system", "user", "assistant", "tool"];

/// Other names of the roles, in small letters. A name that means different things to different people is not here.
const NAMES: &[(&str, &str)] = &[
    ("human", "user"),
    ("prompter", "user"),
    ("gpt", "assistant"),
    ("bot", "assistant"),
    ("chatgpt", "assistant"),
    ("ai", "assistant"),
    ("model", "assistant"),
    ("developer", "system"),
    ("observation", "tool"),
    ("function", "tool"),
];

/// Further names, as a person gave them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Roles(BTreeMap<String, String>);

impl Roles {
    /// Adds a name as it is typed: `narrator=assistant`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn add(&mut self, typed: &str) -> Result<(), String> {
        let (name, role) = typed.split_once('=').ok_or("NAME=ROLE is needed, such as narrator=assistant")?;
        let (name, role) = (plain(name), plain(role));
        if name.is_empty() {
            return Err("the name in front of `=` is missing".into());
        }
        if !ROLES.contains(&role.as_str()) {
            return Err(format!("`{role}` is no role; roles are {}", ROLES.join(", ")));
        }
        match self.0.insert(name.clone(), role.clone()) {
            Some(before) if before != role => Err(format!("`{name}` is {before} and {role} at once")),
            _ => Ok(()),
        }
    }

    /// The role of a name, whatever its case and the blanks around it.
    pub(super) fn of(&self, name: &str) -> Result<String, String> {
        let plain = plain(name);
        if let Some(role) = self.0.get(&plain) {
            return Ok(role.clone());
        }
        let known = ROLES.iter().map(|role| (*role, *role)).chain(NAMES.iter().copied());
        let found = known.into_iter().find_map(|(known, role)| (known == plain).then(|| role.to_owned()));
        found.ok_or_else(|| format!("the role {name:?} is not known"))
    }
}

fn plain(name: &str) -> String {
    name.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_roles() {
        let mut roles = Roles::default();
        for (name, role) in [
            ("user", "user"),
            (" Assistant\n", "assistant"),
            ("HUMAN", "user"),
            ("prompter", "user"),
            ("gpt", "assistant"),
            ("ChatGPT", "assistant"),
            ("bot", "assistant"),
            ("AI", "assistant"),
            ("model", "assistant"),
            ("developer", "system"),
            ("system", "system"),
            ("observation", "tool"),
            ("function", "tool"),
            ("tool", "tool"),
        ] {
            assert_eq!(roles.of(name).as_deref(), Ok(role));
        }
        assert_eq!(roles.of("Narrator").unwrap_err(), "the role \"Narrator\" is not known");
        roles.add("narrator = Assistant").unwrap();
        assert_eq!(roles.of("Narrator").as_deref(), Ok("assistant"));
        roles.add("model=user").unwrap();
        assert_eq!(roles.of("model").as_deref(), Ok("user"));
        for typed in ["narrator", "=user", "x=dreamer", "narrator=user"] {
            assert!(roles.add(typed).is_err(), "{typed}");
        }
    }
}
