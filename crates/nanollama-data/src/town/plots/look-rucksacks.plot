title four rucksacks
form list
cast a: grown
cast b: child
cast c: child
cast d: child
cast e: child
word x1: the tent, the map, the frying pan, the rope, the lantern, the water bag, the matches, the first-aid box, the compass, the axe, the songbook, the soap, the kettle, the fishing line
word x2: the tent, the map, the frying pan, the rope, the lantern, the water bag, the matches, the first-aid box, the compass, the axe, the songbook, the soap, the kettle, the fishing line
word x3: the tent, the map, the frying pan, the rope, the lantern, the water bag, the matches, the first-aid box, the compass, the axe, the songbook, the soap, the kettle, the fishing line
word x4: the tent, the map, the frying pan, the rope, the lantern, the water bag, the matches, the first-aid box, the compass, the axe, the songbook, the soap, the kettle, the fishing line
word f1: oatmeal, dried plums, cheese, sausages, rice, carrots, a honey cake, hazelnuts, black bread, raisins, potatoes, apples
word f2: oatmeal, dried plums, cheese, sausages, rice, carrots, a honey cake, hazelnuts, black bread, raisins, potatoes, apples
word f3: oatmeal, dried plums, cheese, sausages, rice, carrots, a honey cake, hazelnuts, black bread, raisins, potatoes, apples
word f4: oatmeal, dried plums, cheese, sausages, rice, carrots, a honey cake, hazelnuts, black bread, raisins, potatoes, apples
word c1: red, blue, green, yellow, grey, brown, black, orange, white
word c2: red, blue, green, yellow, grey, brown, black, orange, white
word c3: red, blue, green, yellow, grey, brown, black, orange, white
word c4: red, blue, green, yellow, grey, brown, black, orange, white
word where: the lake, the old castle, the waterfall, the mountain hut, the island, the great cave
word when: at sunrise, at six o'clock, when the bell rings seven, before breakfast, at half past five

beat line
To {where} with {a.name}: who carries what
Our walk to {where}: this is what each of you carries, says {a.name}
For the walk to {where}, written down by {a.name}:
beat mix line
- {b.name}, {c1} rucksack: {x1} and {f1}
- In {b.name}'s {c1} rucksack: {x1}, {f1}
- {b.name} takes {x1} and {f1} in the {c1} rucksack
beat mix line
- {c.name}, {c2} rucksack: {x2} and {f2}
- In {c.name}'s {c2} rucksack: {x2}, {f2}
- {c.name} takes {x2} and {f2} in the {c2} rucksack
beat mix line
- {d.name}, {c3} rucksack: {x3} and {f3}
- In {d.name}'s {c3} rucksack: {x3}, {f3}
- {d.name} takes {x3} and {f3} in the {c3} rucksack
beat mix line
- {e.name}, {c4} rucksack: {x4} and {f4}
- In {e.name}'s {c4} rucksack: {x4}, {f4}
- {e.name} takes {x4} and {f4} in the {c4} rucksack
beat line
All of you: two pairs of socks, a mug, a blanket and good shoes.
Everyone brings a spoon, a warm jacket and dry stockings.
beat maybe line
Nobody brings sweets for one. Sweets for five are welcome.
Do not bring pillows. Moss is soft enough.
If it rains, it rains. Hoods on!
beat line
We start {when}.
Be at the gate {when}.

ask who b
? Who carries {x1}
? Which child takes {x1}
? Who has {x1} in the rucksack
! {b.name} carries {x1}
! That is a thing for {b.name} to carry
ask what x1
? What does {b.name} carry besides {f1}
? Which thing must {b.name} carry
! {b.name} carries {x1}
! It is {x1}
ask what f1
? What food is in {b.name}'s rucksack
? What does {b.name} carry to eat
! {b.name} carries {f1}
! {b.name}'s food is {f1}
ask who b
? Who has {f1} in the rucksack
? Who must bring {f1}
! {b.name} has {f1}
! That is for {b.name}
ask colour c1
? What colour is {b.name}'s rucksack
? Which rucksack does {b.name} carry
! It is the {c1} rucksack
! The colour is {c1}
ask who c
? Who carries {x2}
? Which child takes {x2}
? Who has {x2} in the rucksack
! {c.name} carries {x2}
! That is a thing for {c.name} to carry
ask what x2
? What does {c.name} carry besides {f2}
? Which thing must {c.name} carry
! {c.name} carries {x2}
! It is {x2}
ask what f2
? What food is in {c.name}'s rucksack
? What does {c.name} carry to eat
! {c.name} carries {f2}
! {c.name}'s food is {f2}
ask who c
? Who has {f2} in the rucksack
? Who must bring {f2}
! {c.name} has {f2}
! That is for {c.name}
ask colour c2
? What colour is {c.name}'s rucksack
? Which rucksack does {c.name} carry
! It is the {c2} rucksack
! The colour is {c2}
ask who d
? Who carries {x3}
? Which child takes {x3}
? Who has {x3} in the rucksack
! {d.name} carries {x3}
! That is a thing for {d.name} to carry
ask what x3
? What does {d.name} carry besides {f3}
? Which thing must {d.name} carry
! {d.name} carries {x3}
! It is {x3}
ask what f3
? What food is in {d.name}'s rucksack
? What does {d.name} carry to eat
! {d.name} carries {f3}
! {d.name}'s food is {f3}
ask who d
? Who has {f3} in the rucksack
? Who must bring {f3}
! {d.name} has {f3}
! That is for {d.name}
ask colour c3
? What colour is {d.name}'s rucksack
? Which rucksack does {d.name} carry
! It is the {c3} rucksack
! The colour is {c3}
ask who e
? Who carries {x4}
? Which child takes {x4}
? Who has {x4} in the rucksack
! {e.name} carries {x4}
! That is a thing for {e.name} to carry
ask what x4
? What does {e.name} carry besides {f4}
? Which thing must {e.name} carry
! {e.name} carries {x4}
! It is {x4}
ask what f4
? What food is in {e.name}'s rucksack
? What does {e.name} carry to eat
! {e.name} carries {f4}
! {e.name}'s food is {f4}
ask who e
? Who has {f4} in the rucksack
? Who must bring {f4}
! {e.name} has {f4}
! That is for {e.name}
ask colour c4
? What colour is {e.name}'s rucksack
? Which rucksack does {e.name} carry
! It is the {c4} rucksack
! The colour is {c4}
ask what when
? When does the walk begin
? When must they be at the gate
! The walk begins {when}
! They must be there {when}
