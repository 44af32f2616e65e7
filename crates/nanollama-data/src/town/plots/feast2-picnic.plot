title a picnic and the things people bring
season summer
cast a: child
cast b: child
cast c: grown
cast d: child
cast e: old
word x1: bowl of plums, potato pie, loaf of raisin bread, jug of lemonade, plate of pancakes, cucumber salad, pot of bean soup, tin of ginger biscuits, round cheese, dish of dumplings, sack of cherries, nut cake, roast chicken, jar of pickles
word x2: bowl of plums, potato pie, loaf of raisin bread, jug of lemonade, plate of pancakes, cucumber salad, pot of bean soup, tin of ginger biscuits, round cheese, dish of dumplings, sack of cherries, nut cake, roast chicken, jar of pickles
word x3: bowl of plums, potato pie, loaf of raisin bread, jug of lemonade, plate of pancakes, cucumber salad, pot of bean soup, tin of ginger biscuits, round cheese, dish of dumplings, sack of cherries, nut cake, roast chicken, jar of pickles
word x4: bowl of plums, potato pie, loaf of raisin bread, jug of lemonade, plate of pancakes, cucumber salad, pot of bean soup, tin of ginger biscuits, round cheese, dish of dumplings, sack of cherries, nut cake, roast chicken, jar of pickles
word s1: an old tree trunk, a striped blanket, a flat stone, a folding chair, an upturned bucket, a cushion, a camp stool, a heap of moss, a folded coat, a wooden box
word s2: an old tree trunk, a striped blanket, a flat stone, a folding chair, an upturned bucket, a cushion, a camp stool, a heap of moss, a folded coat, a wooden box
word s3: an old tree trunk, a striped blanket, a flat stone, a folding chair, an upturned bucket, a cushion, a camp stool, a heap of moss, a folded coat, a wooden box
word s4: an old tree trunk, a striped blanket, a flat stone, a folding chair, an upturned bucket, a cushion, a camp stool, a heap of moss, a folded coat, a wooden box
word salt: the salt, the knife, the cups, the bread board, the spoons
place p: meadow, hill, orchard
number n: 3..8

beat start
3: {b.name}, {c.name}, {d.name} and {e.name} had planned a picnic {p.in}, and {a.intro} was invited, too
3: One Sunday {a.intro} went to a picnic {p.in} with {b.intro}, {c.intro}, {d.intro} and {e.intro}
1: On Sunday I went to a picnic {p.in} with {b.intro}, {c.intro}, {d.intro} and {e.intro}
1: {e.name}, {c.name}, {b.name} and {d.name} had invited me to a picnic {p.in}
beat start
The cloth was spread out in the shade, and weights were laid on the corners because of the wind
A brook ran past, just cold enough for the bottles
There was a blue sky without one cloud, and the grass was full of (crickets|clover|daisies)
beat mix start
{b.name} brought {x1.a} and sat down on {s1}
{b.name} took {x1.a} out of a basket and sat on {s1}
On {s1} sat {b.name}, who had carried {x1.a} all the way
The {x1} came from {b.name}, who had found a seat on {s1}
beat mix start
{c.name} came with {x2.a} and took a seat on {s2}
{c.name} had not forgotten {x2.a} and had a rest on {s2}
{c.name} unpacked {x2.a} and made {c.self} comfortable on {s2}
From {s2} {c.name} handed round the {x2}
beat mix start
{d.name} had carried {x3.a} and was glad to sit down on {s3}
{d.name} lifted {x3.a} out of a rucksack and dropped down on {s3}
Next to {x3.a} sat {d.name}, on {s3}
{d.name}, who was resting on {s3}, had brought {x3.a}
beat mix start
{e.name} chose {s4} for a seat and put down {x4.a}
{e.name} let nobody else carry the {x4} and watched over it from {s4}
The {x4} had been brought by {e.name}, who sat on {s4}
{e.name} had packed {x4.a} and sat on {s4} in great comfort
beat maybe start
@outside
beat then
{a} opened a basket with {n} boiled eggs in it
out of {a.my} hat came {n} boiled eggs, and not one of them was cracked
it was {a.my} turn, and out of the bag came {n} boiled eggs
beat but
nobody had remembered {salt}
when it was time to begin, everyone looked for {salt} in vain
one thing had been forgotten: {salt}
beat say e to a
That does not matter, {a.name}. Hunger is the best cook
Long ago people had even less, {a.name}, and they had picnics every day
Well, {a.name}, then it will be a picnic of a new kind
beat so
3: they managed without, and nothing was left in the end but crumbs
3: everyone laughed and began all the same, and it tasted better than at any table
1: everyone managed without, and nothing was left in the end but crumbs
1: everyone laughed and began all the same, and it tasted better than at any table
beat maybe start
On the way home there was singing in three voices
The ants came for the crumbs and carried them off in a long line
A cow looked over the hedge and was given the last crust
beat maybe say d
Let us do that every Sunday
Who will wake me when it is time to go?
I have eaten so much that I must be rolled home
beat maybe start
@evening a

ask who b
? Who brought the {x1}
? From whom did the {x1} come
! {b.name} brought the {x1}
! The {x1} came from {b.name}
ask what x1
? What did {b.name} bring
? What was there from {b.name}
! {b.name} brought {x1.a}
! It was {x1.a}
ask where s1
? What did {b.name} sit on
? Where did {b.name} sit
! {b.name} sat on {s1}
! It was {s1}
ask who b
? Who sat on {s1}
? Who had a seat on {s1}
! {b.name} sat on {s1}
! It was {b.name}
ask who c
? Who brought the {x2}
? From whom did the {x2} come
! {c.name} brought the {x2}
! The {x2} came from {c.name}
ask what x2
? What did {c.name} bring
? What was there from {c.name}
! {c.name} brought {x2.a}
! It was {x2.a}
ask where s2
? What did {c.name} sit on
? Where did {c.name} sit
! {c.name} sat on {s2}
! It was {s2}
ask who c
? Who sat on {s2}
? Who had a seat on {s2}
! {c.name} sat on {s2}
! It was {c.name}
ask who d
? Who brought the {x3}
? From whom did the {x3} come
! {d.name} brought the {x3}
! The {x3} came from {d.name}
ask what x3
? What did {d.name} bring
? What was there from {d.name}
! {d.name} brought {x3.a}
! It was {x3.a}
ask where s3
? What did {d.name} sit on
? Where did {d.name} sit
! {d.name} sat on {s3}
! It was {s3}
ask who d
? Who sat on {s3}
? Who had a seat on {s3}
! {d.name} sat on {s3}
! It was {d.name}
ask who e
? Who brought the {x4}
? From whom did the {x4} come
! {e.name} brought the {x4}
! The {x4} came from {e.name}
ask what x4
? What did {e.name} bring
? What was there from {e.name}
! {e.name} brought {x4.a}
! It was {x4.a}
ask where s4
? What did {e.name} sit on
? Where did {e.name} sit
! {e.name} sat on {s4}
! It was {s4}
ask who e
? Who sat on {s4}
? Who had a seat on {s4}
! {e.name} sat on {s4}
! It was {e.name}
ask what salt
? What had everyone forgotten
? What was missing
! Nobody had remembered {salt}
! It was {salt}
ask how-many n
? How many eggs were there
? How many eggs did {a.name} bring
! There were {n} eggs
! {a.name} brought {n} boiled eggs
ask yes-no
? Did {c.name} bring the {x2}
? Was the {x2} from {c.name}
! Yes, {c.name} brought the {x2}
! Yes, it came from {c.name}
ask yes-no
? Did {e.name} sit on {s1}
? Was {s1} {e.name}'s seat
! No, {e.name} sat on {s4}
! No, {b.name} sat on {s1}
