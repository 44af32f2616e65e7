title a soup that nobody had planned
cast a: child
cast g: cook
cast b: farmer
cast c: miller
cast d: child
cast e: old
word x1: a handful of lentils, a bunch of parsley, a turnip, a spoonful of honey, a smoked sausage, a cup of barley, an apple, a piece of ginger, a dried mushroom, a bay leaf, half a cabbage, a slice of bacon, a lemon, a bowl of peas
word x2: a handful of lentils, a bunch of parsley, a turnip, a spoonful of honey, a smoked sausage, a cup of barley, an apple, a piece of ginger, a dried mushroom, a bay leaf, half a cabbage, a slice of bacon, a lemon, a bowl of peas
word x3: a handful of lentils, a bunch of parsley, a turnip, a spoonful of honey, a smoked sausage, a cup of barley, an apple, a piece of ginger, a dried mushroom, a bay leaf, half a cabbage, a slice of bacon, a lemon, a bowl of peas
word x4: a handful of lentils, a bunch of parsley, a turnip, a spoonful of honey, a smoked sausage, a cup of barley, an apple, a piece of ginger, a dried mushroom, a bay leaf, half a cabbage, a slice of bacon, a lemon, a bowl of peas
word h1: at one o'clock, at two o'clock, at three o'clock, at four o'clock, at five o'clock
word h2: at one o'clock, at two o'clock, at three o'clock, at four o'clock, at five o'clock
word h3: at one o'clock, at two o'clock, at three o'clock, at four o'clock, at five o'clock
word h4: at one o'clock, at two o'clock, at three o'clock, at four o'clock, at five o'clock
word r1: it smelled of nothing, there was still room in the pot, the colour was so pale, the basket had to be emptied, it could do no harm, nobody was looking, it had always been done that way, it was a cold day, more is always better
word r2: it smelled of nothing, there was still room in the pot, the colour was so pale, the basket had to be emptied, it could do no harm, nobody was looking, it had always been done that way, it was a cold day, more is always better
word r3: it smelled of nothing, there was still room in the pot, the colour was so pale, the basket had to be emptied, it could do no harm, nobody was looking, it had always been done that way, it was a cold day, more is always better
word r4: it smelled of nothing, there was still room in the pot, the colour was so pale, the basket had to be emptied, it could do no harm, nobody was looking, it had always been done that way, it was a cold day, more is always better
word gone: the cellar, the well, the henhouse, the wood pile

beat start
3: {g.intro} put a pot of water on the fire, threw in a bone and told {a.intro} to watch it
3: {a.intro} sat down beside the stove to watch the soup, for {g.intro} had to go to {gone}
3: {g.intro} showed {a.intro} the big pot of soup, in which there was little more than water and salt
1: {g.intro} put a pot of water on the fire, threw in a bone and told me to watch it
1: I sat down beside the stove to watch the soup, for {g.intro} had to go to {gone}
1: {g.intro} showed me the big pot of soup, in which there was little more than water and salt
beat say g to a
It needs nothing but time, {a.name}. Do not let it boil over
Stir it now and then, {a.name}. The rest I shall do myself in the evening
Keep the fire low, {a.name}, and keep the cat away from it. I shall be back before dark
beat but
it was warm in there, and people kept coming in
the kitchen door was open, and half the street came past
a soup pot seems to call people from the street
beat maybe start
@inside
beat mix start
{b.intro} came {h1}, lifted the lid and added {x1}, because {r1}
{h1}, {b.intro} asked what it was going to be and gave {x1} for it, because {r1}
{h1}, {b.intro} dropped {x1} into the pot, for {r1}
{h1} it was {b.intro} who put in {x1} and said that {r1}
beat mix start
{h2}, in came {c.intro} and slipped {x2} into the soup, because {r2}
{c.intro} could not walk past {h2} without putting in {x2}, for {r2}
{c.intro} sniffed {h2}, found that {r2} and threw in {x2}
{c.intro} had {x2} left over and brought it {h2}, for {r2}
beat mix start
{d.intro} looked in {h3} with {x3} and dropped it in, because {r3}
{x3} went into the pot {h3}, and {d.intro} explained that {r3}
{d.intro} asked politely {h3} and then threw in {x3}, because {r3}
{h3}, {d.intro} stood on a stool and stirred in {x3}, for {r3}
beat mix start
{h4}, {x4} came from {e.intro}, because {r4}
{e.intro} gave {x4} {h4}, for {r4}
{e.intro} knocked {h4}, had a taste and said that {x4} must go in, because {r4}
{e.intro} opened the door {h4}, and in went {x4}, for {r4}
beat maybe start
@worried a
beat say a
I was told to watch the soup. Nobody told me to watch the people
Please, no more! Soon the spoon will stand up in it
I can hardly see the water any more. Who is going to eat all this?
beat when
{g.name} came back and lifted the lid
{g.name} tasted the soup in the evening
the spoon was dipped in at last
beat start
there was a long, long silence
nobody dared to breathe
it was so quiet that one could hear the fire
beat say g to a
This is the best soup of my life, {a.name}! What did you put in?
Who taught you that, {a.name}? It tastes like all the good days together
I have cooked for thirty years, {a.name}, and I have never made one like this. Who did it?
beat so
{a} told the whole story, and all four of them were called back to eat
{a} admitted everything, and {g.name} sent for all four cooks
{a} counted it all up, and four more plates were put on the table
beat maybe start
It was never so good again, because nobody could remember how much of everything was in it
Since then there is a soup like that every year, and anybody may throw something in
Nobody left the table before the pot was empty and wiped out with bread
beat maybe start
@glad a
@ending a
@relief

ask what x1
? What did {b.name} put into the soup
? What came from {b.name}
! {b.name} put in {x1}
! It was {x1}
ask who b
? Who put {x1} into the soup
? Who was the giver of {x1}
! {b.name} put it in
! It was {b.name}
ask what h1
? When did {b.name} come
? At what time was {x1} put in
! It was {h1}
! {b.name} came {h1}
ask who b
? Who came {h1}
? Who was in the kitchen {h1}
! {b.name} came {h1}
! It was {b.name}
ask why r1
? Why did {b.name} put something in
? What reason did {b.name} have
! {b.name} put in {x1} because {r1}
! It was because {r1}
ask what x2
? What did {c.name} put into the soup
? What came from {c.name}
! {c.name} put in {x2}
! It was {x2}
ask who c
? Who put {x2} into the soup
? Who was the giver of {x2}
! {c.name} put it in
! It was {c.name}
ask what h2
? When did {c.name} come
? At what time was {x2} put in
! It was {h2}
! {c.name} came {h2}
ask who c
? Who came {h2}
? Who was in the kitchen {h2}
! {c.name} came {h2}
! It was {c.name}
ask why r2
? Why did {c.name} put something in
? What reason did {c.name} have
! {c.name} put in {x2} because {r2}
! It was because {r2}
ask what x3
? What did {d.name} put into the soup
? What came from {d.name}
! {d.name} put in {x3}
! It was {x3}
ask who d
? Who put {x3} into the soup
? Who was the giver of {x3}
! {d.name} put it in
! It was {d.name}
ask what h3
? When did {d.name} come
? At what time was {x3} put in
! It was {h3}
! {d.name} came {h3}
ask who d
? Who came {h3}
? Who was in the kitchen {h3}
! {d.name} came {h3}
! It was {d.name}
ask why r3
? Why did {d.name} put something in
? What reason did {d.name} have
! {d.name} put in {x3} because {r3}
! It was because {r3}
ask what x4
? What did {e.name} put into the soup
? What came from {e.name}
! {e.name} put in {x4}
! It was {x4}
ask who e
? Who put {x4} into the soup
? Who was the giver of {x4}
! {e.name} put it in
! It was {e.name}
ask what h4
? When did {e.name} come
? At what time was {x4} put in
! It was {h4}
! {e.name} came {h4}
ask who e
? Who came {h4}
? Who was in the kitchen {h4}
! {e.name} came {h4}
! It was {e.name}
ask why r4
? Why did {e.name} put something in
? What reason did {e.name} have
! {e.name} put in {x4} because {r4}
! It was because {r4}
