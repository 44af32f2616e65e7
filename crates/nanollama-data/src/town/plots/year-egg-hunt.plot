title the egg hunt
season spring
cast a: child
cast b: child
cast c: child
cast d: child
cast e: old
place p: garden, orchard, park, meadow
word h1: in a watering can, under the rhubarb, in an empty nest, between the tulips, in a boot, behind a flower pot, on the seat of the swing, in the hollow tree, under a bucket
word h2: in a watering can, under the rhubarb, in an empty nest, between the tulips, in a boot, behind a flower pot, on the seat of the swing, in the hollow tree, under a bucket
word h3: in a watering can, under the rhubarb, in an empty nest, between the tulips, in a boot, behind a flower pot, on the seat of the swing, in the hollow tree, under a bucket
word h4: in a watering can, under the rhubarb, in an empty nest, between the tulips, in a boot, behind a flower pot, on the seat of the swing, in the hollow tree, under a bucket
word c1: red, blue, green, yellow, golden, striped, spotted, purple, white
word c2: red, blue, green, yellow, golden, striped, spotted, purple, white
word c3: red, blue, green, yellow, golden, striped, spotted, purple, white
word c4: red, blue, green, yellow, golden, striped, spotted, purple, white
word thief: a magpie, a squirrel, a young goat, a very round hen
number m: 2..3
number n: 9..12
number k: n-m

beat start
3: On Easter morning {a.intro} was the first one at the gate, with a basket and new shoes
3: {a.intro} had been dreaming of Easter eggs all night and was up before the sun
1: On Easter morning I was the first one at the gate, with a basket and new shoes
1: I had been dreaming of Easter eggs all night and was up before the sun
beat maybe start
@weather
@outside
beat start
{e.intro} had hidden {n} eggs {p.in}, and nobody had been allowed to look
Every year {e.intro} hid the eggs {p.in}, and this time there were {n} of them
There were {n} eggs {p.in}, for {e.intro} had got up very early to hide them
beat say e
Walk, do not run, and watch where you put your feet. Now go!
The eggs are waiting. Leave the hen alone, for hers are not boiled
Good eyes are better than fast legs. You may begin!
beat so
3: {a.name}, {b.name}, {c.name} and {d.name} ran off in four directions
3: the four children, {a.name}, {b.name}, {c.name} and {d.name}, were soon on their knees in the grass
1: {b.name}, {c.name}, {d.name} and I ran off in four directions
1: {b.name}, {c.name}, {d.name} and I were soon on our knees in the grass
beat mix start
{a} found a {c1} egg {h1}
{h1} {a} discovered a {c1} egg
the first egg that {a} found was {c1}, and it had been hidden {h1}
beat mix start
{b.name} found a {c2} one {h2}
{b.name} had luck {h2} and held up a {c2} egg
{h2} there was a {c2} egg for {b.name}
beat mix start
{c.name} pulled out a {c3} egg that had been {h3}
{c.name} looked {h3}, and there lay a {c3} one
{c.name} spotted a {c3} egg {h3}
beat mix start
{d.name} came upon a {c4} egg {h4}
{d.name} shouted for joy, for a {c4} egg was {h4}
{d.name} found a {c4} egg {h4}
beat start
In the end all the eggs were put into one big bowl and counted
When nothing more could be found, all the baskets were emptied on the table
beat but
there were only {k} of them, so {m} eggs were missing
there were {k} and no more. Where were the other {m}?
{m} eggs were missing. There were {k} in the bowl, and not {n}
beat say e
That is strange. I am quite sure that there were {n}
I may be old, but I can count. There must be a thief about
beat maybe start
@looks b
@looks c
beat then
{a} saw a piece of coloured shell in the grass, and another one a little further on
a bit of coloured shell caught {a.my} eye, and behind it there was a second one
beat so
3: all of them followed the trail, step by step, as far as the hedge
1: all of us followed the trail, step by step, as far as the hedge
3: {a} followed the pieces like a detective, and the others came after {a.me} on tiptoe
1: I followed the pieces like a detective, and the others came after me on tiptoe
beat and
by the compost heap sat {thief}, busy with the last bit of egg
behind the compost heap sat {thief} and was having Easter breakfast
beat start
Nobody could be angry, because it looked so happy
{e.name} laughed loudest of all and said that every guest should have a share
beat start
{k} eggs were shared among four children, with salt and fresh bread
the {k} eggs were peeled and eaten on the spot
beat maybe start
@ending a
@glad a
The next year {e.name} hid two more, just for the thief

ask what c1
? What colour was the egg that {a.name} found
? What did {a.my} egg look like
! It was {c1}
! {a.my} egg was {c1}
ask where h1
? Where did {a.name} find an egg
? Where was {a.my} egg
! {a.name} found it {h1}
! It was {h1}
ask who b
? Who found the {c2} egg
? Who found an egg {h2}
! {b.name} found it
! It was {b.name}
ask where h3
? Where did {c.name} find an egg
? Where was the {c3} egg
! {c.name} found it {h3}
! It was {h3}
ask who d
? Who found the {c4} egg
? Who found an egg {h4}
! {d.name} found it
! It was {d.name}
ask how-many k
? {n} eggs had been hidden, and {m} were missing. How many were left
? How many eggs were there in the bowl
! {n} take away {m} leaves {k}, so there were {k} eggs
! There were {k} eggs
ask who e
? Who had hidden the eggs
! {e.name} had hidden them
! It was {e.name}
ask what thief
? Who had taken the missing eggs
? What was sitting by the compost heap
! It was {thief}
! {thief} had taken them
