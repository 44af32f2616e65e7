title a recipe for fruit salad
form recipe
cast a: child
cast b: child
cast c: child
cast d: child
cast e: old
word f1: apples, pears, bananas, plums, strawberries, grapes, peaches, cherries, raspberries, apricots, oranges, melons
word f2: apples, pears, bananas, plums, strawberries, grapes, peaches, cherries, raspberries, apricots, oranges, melons
word f3: apples, pears, bananas, plums, strawberries, grapes, peaches, cherries, raspberries, apricots, oranges, melons
word f4: apples, pears, bananas, plums, strawberries, grapes, peaches, cherries, raspberries, apricots, oranges, melons
word nut: hazelnuts, walnuts, almonds, pine nuts, raisins
word sweet: honey, maple syrup, elderflower syrup
word top: whipped cream, vanilla custard, a spoonful of yoghurt, a sprig of mint, grated chocolate
word not: the cat, the little ones, the wasps, anybody with a spoon

beat line
A fruit salad made by four friends
Fruit salad of the four friends
The best fruit salad in the street
beat line
Four people are needed, and each of them has a part.
It is made by four cooks, and none of them has to work hard.
beat mix line
- {a.name} washes the {f1} and cuts them up.
- {a.name} is in charge of the {f1}.
- The {f1} are {a.name}'s job.
beat mix line
- {b.name} brings the {f2} and slices them.
- {b.name} takes care of the {f2}.
- The {f2} are cut by {b.name}.
beat mix line
- {c.name} looks after the {f3}.
- {c.name} prepares the {f3}.
- It is {c.name} who cuts up the {f3}.
beat mix line
- {d.name} has the {f4} to do.
- {d.name} chops the {f4}.
- The {f4} come from {d.name}.
beat line
First everyone washes their hands.
Before they begin, they wash their hands and roll up their sleeves.
beat line
Mind your fingers, and throw the peels and stalks into the bucket for the hens.
The knives are sharp, so do not talk about ghosts while you are cutting.
beat line
Put everything into the biggest bowl in the house and pour {sweet} over it.
All the fruit goes into a big bowl. Sweeten it with a little {sweet}.
beat line
Then add a handful of {nut} and stir gently with two spoons.
Scatter {nut} over it and mix it so gently that nothing is squashed.
beat line
Let it stand in a cool place for an hour, and keep an eye on {not}.
It must rest in a cool place for an hour. Guard it against {not}!
beat line
Last of all comes {top}.
At the very end put {top} on it.
beat line
The first bowl goes to {e.name}, who lent them the knives.
{e.name}, whose bowl it is, gets the first helping.
beat maybe line
There has never been anything left over.
Whoever finds a stone may make a wish.

ask what f1
? Which fruit does {a.name} take care of
? What does {a.name} have to do
! {a.name} has the {f1} to do
! {a.name} takes care of the {f1}
ask who b
? Who takes care of the {f2}
? Who cuts the {f2}
! {b.name} takes care of the {f2}
! It is {b.name}
ask what f3
? Which fruit does {c.name} cut up
? What does {c.name} take care of
! {c.name} cuts up the {f3}
! It is the {f3}
ask who d
? Who chops the {f4}
? Who takes care of the {f4}
! {d.name} takes care of the {f4}
! It is {d.name}
ask what sweet
? What is the salad sweetened with
? What sweetens the fruit
! It is {sweet}
! The salad is sweetened with {sweet}
ask what nut
? What is stirred in after the fruit
? What is scattered over the fruit
! A handful of {nut} is stirred in
! It is the {nut}
ask then top
? What comes last of all
? What is put on the salad at the very end
! Last of all comes {top}
! It is {top}
ask who e
? Who gets the first helping
! {e.name} gets it
! It is {e.name}
