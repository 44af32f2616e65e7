title four kittens and their new homes
season spring
cast a: child
cast g: old
cast b: shoemaker
cast c: baker
cast d: gardener
cast e: librarian
word c1: grey, black, white, ginger, brown, cream-coloured, golden
word c2: grey, black, white, ginger, brown, cream-coloured, golden
word c3: grey, black, white, ginger, brown, cream-coloured, golden
word c4: grey, black, white, ginger, brown, cream-coloured, golden
word k1: Smoke, Velvet, Tiger, Pudding, Truffle, Pebble, Marble, Whisper, Acorn, Figaro, Mustard, Inky
word k2: Smoke, Velvet, Tiger, Pudding, Truffle, Pebble, Marble, Whisper, Acorn, Figaro, Mustard, Inky
word k3: Smoke, Velvet, Tiger, Pudding, Truffle, Pebble, Marble, Whisper, Acorn, Figaro, Mustard, Inky
word k4: Smoke, Velvet, Tiger, Pudding, Truffle, Pebble, Marble, Whisper, Acorn, Figaro, Mustard, Inky
word h1: slept in shoes, climbed up curtains, chased every butterfly, was afraid of spoons, purred like a coffee mill, hid in drawers, stole buttons, liked to sit on newspapers, sneezed at flowers, drank only warm milk, jumped at shadows
word h2: slept in shoes, climbed up curtains, chased every butterfly, was afraid of spoons, purred like a coffee mill, hid in drawers, stole buttons, liked to sit on newspapers, sneezed at flowers, drank only warm milk, jumped at shadows
word h3: slept in shoes, climbed up curtains, chased every butterfly, was afraid of spoons, purred like a coffee mill, hid in drawers, stole buttons, liked to sit on newspapers, sneezed at flowers, drank only warm milk, jumped at shadows
word h4: slept in shoes, climbed up curtains, chased every butterfly, was afraid of spoons, purred like a coffee mill, hid in drawers, stole buttons, liked to sit on newspapers, sneezed at flowers, drank only warm milk, jumped at shadows
word where: in the hay loft, in the linen cupboard, under the stove, in an old hatbox, in the laundry basket

beat start
3: In spring the cat of {g.intro} had four kittens {where}, and {a.intro} came every day to look at them
3: For weeks the cat of {g.intro} had been as round as a barrel, and one morning {a.intro} found four kittens {where}
3: {a.intro} was the first to hear four kittens mew {where}, and they belonged to {g.intro}
1: In spring the cat of {g.intro} had four kittens {where}, and I came every day to look at them
1: For weeks the cat of {g.intro} had been as round as a barrel, and one morning I found four kittens {where}
1: I was the first to hear four kittens mew {where} at the house of {g.intro}
beat start
When they were eight weeks old, it was time to find homes for them
They grew fast, and soon each of them needed a home of its own
Before the lilac was over, they were big enough to leave their mother
beat say g to a
You know them best, {a.name}. Who should go where?
Four are too many for an old house, {a.name}. But each one must go to the right person
Do you know people who would be kind to a cat, {a.name}?
beat maybe start
@thinks a
beat mix start
{k1} was the {c1} one, who {h1}, and {b.intro} took it home at once
{b.intro} laughed at {k1}, who {h1}, and so the {c1} kitten had found its home
{b.intro} wanted the {c1} kitten, which {h1} and was called {k1}
The {c1} kitten was {k1}, who {h1} and went to live with {b.intro}
beat mix start
{c.intro} came for {k2}, the {c2} kitten, which {h2}
{c.intro} had lost an old friend with whiskers, and {k2}, who {h2} and was {c2}, moved in
{k2}, who was {c2} and {h2}, was carried home by {c.intro}
The one that {h2} was {k2}, all {c2}, and {c.intro} took it
beat mix start
The {c3} one, {k3}, {h3}, and just that made {d.intro} laugh and take it home
{d.intro} chose {k3}, because that {c3} kitten {h3}
Nobody wanted a kitten that {h3} but {d.intro}, who took {k3} and said that {c3.a} coat was the finest of all
{k3} {h3}, but {d.intro} had always wished for {c3.a} cat and took it all the same
beat mix start
{e.intro} was looking for {c4.a} cat and got {k4}, who {h4}
{e.intro} was told that {k4} {h4}, but took the {c4} kitten home with pleasure
For {e.intro} it had to be {k4}, who was {c4} and {h4}
{k4} was {c4} and {h4}, and that suited {e.intro} very well
beat then
the basket was empty, and the mother cat looked into every corner
the last basket was carried away, and only some hairs lay on the blanket
it grew very quiet in the house, and the old cat walked from room to room
beat so
{a} sat with the old cat every afternoon and stroked her until she purred again
{a} told the mother cat every evening where each of them was and what it had eaten
{a} brought the mother cat a ball of wool and a saucer of cream
beat say a
You may visit them, you know. They all live in our town
Now you have four more places where you are welcome
All four of them are well. I have been to see them
beat maybe start
On Sundays the four kittens were carried back for tea, and the house was full of noise again
By summer the four of them met on the roofs by themselves
beat maybe start
@glad a

ask who b
? Who (took|got) {k1}
? With whom did the {c1} kitten live in the end
! {k1} went to {b.name}
! {b.name} took {k1}, the {c1} kitten
ask what k1
? What was the {c1} kitten called
? What was the name of the kitten that {h1}
! It was called {k1}
! Its name was {k1}
ask colour c1
? What colour was {k1}
? Of what colour was the kitten that went to {b.name}
! {k1} was {c1}
! It was the {c1} kitten
ask what k1
? Which kitten did {b.name} take
? Which of the four went to {b.name}
! {b.name} took {k1}
! It was {k1}
ask what h1
? What was odd about {k1}
? How did {k1} behave
! {k1} {h1}
! It was the kitten that {h1}
ask who c
? Who (took|got) {k2}
? With whom did the {c2} kitten live in the end
! {k2} went to {c.name}
! {c.name} took {k2}, the {c2} kitten
ask what k2
? What was the {c2} kitten called
? What was the name of the kitten that {h2}
! It was called {k2}
! Its name was {k2}
ask colour c2
? What colour was {k2}
? Of what colour was the kitten that went to {c.name}
! {k2} was {c2}
! It was the {c2} kitten
ask what k2
? Which kitten did {c.name} take
? Which of the four went to {c.name}
! {c.name} took {k2}
! It was {k2}
ask what h2
? What was odd about {k2}
? How did {k2} behave
! {k2} {h2}
! It was the kitten that {h2}
ask who d
? Who (took|got) {k3}
? With whom did the {c3} kitten live in the end
! {k3} went to {d.name}
! {d.name} took {k3}, the {c3} kitten
ask what k3
? What was the {c3} kitten called
? What was the name of the kitten that {h3}
! It was called {k3}
! Its name was {k3}
ask colour c3
? What colour was {k3}
? Of what colour was the kitten that went to {d.name}
! {k3} was {c3}
! It was the {c3} kitten
ask what k3
? Which kitten did {d.name} take
? Which of the four went to {d.name}
! {d.name} took {k3}
! It was {k3}
ask what h3
? What was odd about {k3}
? How did {k3} behave
! {k3} {h3}
! It was the kitten that {h3}
ask who e
? Who (took|got) {k4}
? With whom did the {c4} kitten live in the end
! {k4} went to {e.name}
! {e.name} took {k4}, the {c4} kitten
ask what k4
? What was the {c4} kitten called
? What was the name of the kitten that {h4}
! It was called {k4}
! Its name was {k4}
ask colour c4
? What colour was {k4}
? Of what colour was the kitten that went to {e.name}
! {k4} was {c4}
! It was the {c4} kitten
ask what k4
? Which kitten did {e.name} take
? Which of the four went to {e.name}
! {e.name} took {k4}
! It was {k4}
ask what h4
? What was odd about {k4}
? How did {k4} behave
! {k4} {h4}
! It was the kitten that {h4}
ask who b
? Who took the kitten that {h1}
? To whom did the kitten go that {h1}
! {b.name} took the kitten that {h1}
! It went to {b.name}
ask who c
? Who took the kitten that {h2}
? To whom did the kitten go that {h2}
! {c.name} took the kitten that {h2}
! It went to {c.name}
ask who d
? Who took the kitten that {h3}
? To whom did the kitten go that {h3}
! {d.name} took the kitten that {h3}
! It went to {d.name}
ask who e
? Who took the kitten that {h4}
? To whom did the kitten go that {h4}
! {e.name} took the kitten that {h4}
! It went to {e.name}
ask yes-no
? Was {k3} {c3}
? Did {k3} have {c3.a} coat
! Yes, {k3} was {c3}
! Yes, the coat of {k3} was {c3}
ask yes-no
? Did {k1} go to {e.name}
? Was it {e.name} who took {k1}
! No, {k1} went to {b.name}
! No, {e.name} took {k4}
